import type { Flow } from './flow.fixture.ts';
import {
  type Mutation,
  hasIdToken,
  isEncrypted,
  isJwt,
  isPlain,
  ofIdToken,
  memberOf,
  withClaim,
  withMember,
  withRequest,
} from './mutation.fixture.ts';

const hasCode = (flow: Flow) => memberOf(flow, 'code') !== undefined;
const isError = (flow: Flow) => memberOf(flow, 'error') !== undefined;
const isJwtWithCode = (flow: Flow) => isJwt(flow) && hasCode(flow);

/** A token must not travel in the query, in the clear or merely signed (JARM 2.3.1). */
function tokenInQuery(flow: Flow): string[] {
  if (flow.channel !== 'query' || isEncrypted(flow)) return [];
  return [isPlain(flow) ? 'fail token-in-query query' : 'fail query-jwt-token not-encrypted'];
}

/** Faults of the response parameters, in the clear and as claims. */
export const parameterMutations: readonly Mutation[] = [
  {
    name: 'state-of-another',
    breaks: 'state is not the one that was sent',
    apply: (flow) => withMember(flow, 'state', 'another-state'),
    raises: ['fail state-echo differs'],
  },
  {
    name: 'state-missing',
    breaks: 'there is no state',
    apply: (flow) => withMember(flow, 'state', undefined),
    raises: ['fail state-echo missing'],
  },
  {
    name: 'state-unsolicited',
    breaks: 'state comes back though none was sent',
    apply: (flow) => withRequest(flow, 'state', undefined),
    raises: ['fail state-unsolicited unsolicited'],
  },
  {
    name: 'state-lost-with-request-object',
    breaks: 'state is missing because the request object could not be read',
    in: isError,
    apply: (flow) => withMember(withMember(flow, 'state', undefined), 'error', 'invalid_request_object'),
    raises: ['warn state-echo missing-on-error'],
  },
  {
    name: 'code-missing',
    breaks: 'there is no code',
    in: hasCode,
    apply: (flow) => withMember(flow, 'code', undefined),
    raises: (flow) => [
      ...(hasIdToken(flow) ? [] : ['fail code-xor-error neither']),
      'fail params-by-type missing',
    ],
  },
  {
    name: 'code-and-error',
    breaks: 'a code comes with an error',
    in: hasCode,
    apply: (flow) => withMember(flow, 'error', 'access_denied'),
    raises: ['fail code-xor-error both'],
  },
  {
    name: 'code-no-string',
    breaks: 'the code is a number',
    in: isJwtWithCode,
    apply: (flow) => withClaim(flow, { code: 7 }),
    raises: ['fail code-xor-error type', 'warn string-claims type'],
  },
  {
    name: 'unasked-access-token',
    breaks: 'an access token comes that was not asked for',
    in: hasCode,
    apply: (flow) => withMember(flow, 'access_token', 'SlAV32hkKG'),
    raises: (flow) => [
      ...tokenInQuery(flow),
      'warn front-channel-token returned',
      ...ofIdToken(flow, 'fail at-hash missing'),
      'warn params-by-type unexpected',
    ],
  },
  {
    name: 'description-no-string',
    breaks: 'error_description is an array',
    in: (flow) => isJwt(flow) && isError(flow),
    apply: (flow) => withClaim(flow, { error_description: ['a', 'b'] }),
    raises: ['warn string-claims type'],
  },
  {
    name: 'short-code',
    breaks: 'the code is eight characters long',
    in: (flow) => hasCode(flow) && !hasIdToken(flow),
    apply: (flow) => withMember(flow, 'code', 'SplxlOBe'),
    raises: ['warn code-strength short'],
  },
  {
    name: 'hexadecimal-code',
    breaks: 'the code is 31 hexadecimal digits long',
    in: (flow) => hasCode(flow) && !hasIdToken(flow),
    apply: (flow) => withMember(flow, 'code', '0123456789abcdef0123456789abcde'),
    raises: ['warn code-strength short'],
  },
  {
    name: 'refresh-token',
    breaks: 'a refresh token comes along',
    in: hasCode,
    apply: (flow) => withMember(flow, 'refresh_token', 'tGzv3JOkF0XG5Qx2TlKWIA'),
    raises: ['fail front-channel-refresh-token returned'],
  },
  {
    name: 'expires-in-words',
    breaks: 'expires_in is no number',
    in: hasCode,
    apply: (flow) => withMember(flow, 'expires_in', 'an hour'),
    raises: (flow) => [isJwt(flow) ? 'warn expires-in not-a-number' : 'fail expires-in not-digits'],
  },
  {
    name: 'expires-in-string',
    breaks: 'expires_in is made of digits, inside the JWT as a string',
    in: hasCode,
    apply: (flow) => withMember(flow, 'expires_in', '3600'),
    raises: (flow) => (isJwt(flow) ? ['warn expires-in not-a-number'] : []),
  },
  {
    name: 'scope-with-line-break',
    breaks: 'scope has two names with a line break between',
    in: hasCode,
    apply: (flow) => withMember(flow, 'scope', 'openid\nemail'),
    raises: ['warn scope form'],
  },
  ...(['more', 'less'] as const).map((than): Mutation => ({
    name: `${than}-scope`,
    breaks: `${than} is granted than was asked for, which is worth a note`,
    in: hasCode,
    apply: (flow) =>
      withMember(
        withRequest(flow, 'scope', than === 'more' ? 'openid' : 'openid email profile'),
        'scope',
        'openid email',
      ),
    raises: [],
  })),
  {
    name: 'unknown-error',
    breaks: 'the error is one that nobody knows, which is worth a note',
    in: isError,
    apply: (flow) => withMember(flow, 'error', 'too_tired'),
    raises: [],
  },
  {
    name: 'error-with-line-break',
    breaks: 'error_description has a line break',
    in: isError,
    apply: (flow) => withMember(flow, 'error_description', 'first\nsecond'),
    raises: ['fail error-form characters'],
  },
  {
    name: 'error-uri-with-space',
    breaks: 'error_uri has a space',
    in: isError,
    apply: (flow) => withMember(flow, 'error_uri', 'https://id.example/what is wrong'),
    raises: ['fail error-form characters'],
  },
];
