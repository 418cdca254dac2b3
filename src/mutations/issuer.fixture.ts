import { recording } from '../recorded/recorded.fixture.ts';
import type { Flow } from './flow.fixture.ts';
import { type Mutation, hasIdToken, isPlain, memberOf, withMember } from './mutation.fixture.ts';

const { issuer } = recording;
const other = 'https://evil.example';
const named = (flow: Flow) => isPlain(flow) && memberOf(flow, 'iss') !== undefined;

function parameter(name: string, breaks: string, iss: string, code: string): Mutation {
  return {
    name: `iss-parameter-${name}`,
    breaks: `in the clear iss ${breaks}`,
    in: named,
    apply: (flow) => withMember(flow, 'iss', iss),
    raises: [`fail iss-param-match ${code}`],
  };
}

/** Faults of who says to have answered, in the clear, and of what tells several servers on one callback apart. */
export const issuerMutations: readonly Mutation[] = [
  parameter('of-another', 'is another issuer', other, 'other'),
  parameter('slash', 'has a slash too many', `${issuer}/`, 'slash'),
  parameter('spelling', 'is written in capitals', issuer.replace('localhost', 'LOCALHOST'), 'spelling'),
  {
    name: 'iss-parameter-twice',
    breaks: 'in the clear there are two issuers',
    in: named,
    apply: (flow) => ({ ...flow, plain: [...flow.plain, ['iss', other]] }),
    raises: ['fail duplicate-param twice', 'fail one-issuer several'],
  },
  {
    name: 'iss-parameter-unadvertised',
    breaks: 'the metadata do not say that there will be an iss',
    in: named,
    apply: (flow) => ({
      ...flow,
      metadata: { ...flow.metadata, authorization_response_iss_parameter_supported: undefined },
    }),
    raises: ['warn iss-unadvertised unadvertised'],
  },
  {
    name: 'nothing-names-the-issuer',
    breaks: 'clients of two servers share the callback, and nothing says which of them answered',
    in: (flow) => isPlain(flow) && !hasIdToken(flow),
    apply: (flow) => ({
      ...withMember(flow, 'iss', undefined),
      change: { ...flow.change, issuersOnCallback: [issuer, other] },
    }),
    raises: ['fail iss-required missing', 'warn no-mixup-defence undefended'],
  },
  {
    name: 'no-issuer-and-none-promised',
    breaks: 'there is no iss, and the metadata promise none, which FAPI 2.0 alone forbids',
    in: (flow) => isPlain(flow) && !hasIdToken(flow),
    apply: (flow) => ({
      ...withMember(flow, 'iss', undefined),
      metadata: { ...flow.metadata, authorization_response_iss_parameter_supported: undefined },
    }),
    raises: [],
  },
  ...(['endpoint', 'client_id', 'first'] as const).map((clientBy): Mutation => ({
    name: `client-by-${clientBy}`,
    breaks: `clients share the callback, told apart by ${clientBy}, which is worth a note`,
    apply: (flow) => ({ ...flow, change: { ...flow.change, clientBy } }),
    raises: [],
  })),
];
