import { base64url } from 'jose';
import type { Field } from '../records.ts';
import { type Flow, asked } from './flow.fixture.ts';
import { type Mutation, ofConfidentialClient } from './mutation.fixture.ts';

const encode = (value: object) => base64url.encode(JSON.stringify(value));

/** When the request of a flow was sent, in seconds since 1970. */
const sentAt = ({ at }: Flow) => Math.floor(at / 1000) - 2;

/** The request object that asks for what the request asked for. Its signature is not looked at. */
function objectOf(flow: Flow, changes: Readonly<Record<string, unknown>> = {}, alg = 'PS256'): string {
  const about = {
    iss: flow.client.client_id,
    aud: flow.client.issuer,
    nbf: sentAt(flow),
    exp: sentAt(flow) + 300,
  };
  const claims = { ...Object.fromEntries(flow.request), ...about, ...changes };
  return `${encode({ alg })}.${encode(claims)}.${alg === 'none' ? '' : 'AAAA'}`;
}

const sent = (flow: Flow, request: string, beside: readonly Field[] = [clientOf(flow)]): Flow => ({
  ...flow,
  request: [...beside, ['request', request]],
});
const clientOf = (flow: Flow): Field => ['client_id', asked(flow, 'client_id') ?? ''];
const pushed = (flow: Flow, beside: readonly Field[] = []): Flow => ({
  ...flow,
  request: [clientOf(flow), ['request_uri', 'urn:ietf:params:oauth:request_uri:6esc'], ...beside],
});

const object = (
  name: string,
  breaks: string,
  changes: (flow: Flow) => Readonly<Record<string, unknown>>,
  raises: readonly string[],
): Mutation => ({
  name: `jar-${name}`,
  breaks: `the request object ${breaks}`,
  apply: (flow) => sent(flow, objectOf(flow, changes(flow))),
  raises,
});

/** Faults of request objects, and of what stands beside them and beside pushed requests. What is only noted raises nothing. */
export const requestObjectMutations: readonly Mutation[] = [
  object('expired', 'had expired', (flow) => ({ exp: sentAt(flow) - 120 }), ['fail jar-object expired']),
  object('not-yet', 'is not valid yet', (flow) => ({ nbf: sentAt(flow) + 120 }), ['fail jar-object not-yet']),
  object('no-aud', 'is for nobody', () => ({ aud: undefined }), ['warn jar-object no-aud']),
  object('other-aud', 'is for another server', () => ({ aud: 'x' }), ['warn jar-object other-aud']),
  object('other-iss', 'is of another client', () => ({ iss: 'x' }), ['warn jar-object other-iss']),
  object('no-exp', 'never expires', () => ({ exp: undefined }), []),
  object('no-nbf', 'has no nbf', () => ({ nbf: undefined }), []),
  object('long', 'lives for a day', (flow) => ({ exp: sentAt(flow) + 86_400 }), []),
  object('old', 'is a day old', (flow) => ({ nbf: sentAt(flow) - 3601, exp: sentAt(flow) - 1 }), []),
  object('client-differs', 'is for another client_id', () => ({ client_id: 'x' }), [
    'fail jar-precedence client-differs',
  ]),
  object('client-outside-only', 'has no client_id', () => ({ client_id: undefined }), [
    'warn jar-precedence client-outside-only',
  ]),
  object('nested', 'holds another one', () => ({ request: 'x' }), ['fail jar-precedence nested']),
  {
    name: 'jar-unsigned',
    breaks: 'the request object is not signed',
    apply: (flow) => sent(flow, objectOf(flow, {}, 'none')),
    raises: ['warn jar-object unsigned'],
  },
  {
    name: 'jar-no-jwt',
    breaks: 'the request object is no JWT',
    apply: (flow) => sent(flow, 'nope'),
    raises: ['fail jar-object no-jwt'],
  },
  {
    name: 'jar-unreadable',
    breaks: 'the claims of the request object are no JSON',
    apply: (flow) => sent(flow, `${encode({ alg: 'PS256' })}.bm9wZQ.AAAA`),
    raises: ['fail jar-object unreadable'],
  },
  {
    name: 'jar-client-missing',
    breaks: 'there is no client_id beside the request object',
    apply: (flow) => sent(flow, objectOf(flow), []),
    raises: ['fail jar-precedence client-missing'],
  },
  {
    name: 'jar-conflict',
    breaks: 'a parameter beside the request object says something else',
    apply: (flow) => sent(flow, objectOf(flow, { ui_locales: 'de' }), [clientOf(flow), ['ui_locales', 'en']]),
    raises: ['warn jar-precedence conflict'],
  },
  {
    name: 'jar-ignored',
    breaks: 'a parameter stands only beside the request object',
    apply: (flow) => sent(flow, objectOf(flow), [clientOf(flow), ['ui_locales', 'en']]),
    raises: ['warn jar-precedence ignored'],
  },
  {
    name: 'jar-both',
    breaks: 'the request object is sent by value and by reference',
    apply: (flow) => sent(flow, objectOf(flow), [clientOf(flow), ['request_uri', 'https://x.example/r']]),
    raises: ['fail jar-precedence both'],
  },
  {
    name: 'par-further',
    breaks: 'parameters stand beside a pushed request',
    apply: (flow) => pushed(flow, [['ui_locales', 'en']]),
    raises: [],
  },
  {
    name: 'par-without-pkce',
    breaks: 'the pushed request of a confidential client has no PKCE, as the tester knows',
    apply: (flow) => ({
      ...pushed(ofConfidentialClient(flow)),
      change: { ...flow.change, typed: { response_type: 'code', code_challenge: '' } },
    }),
    in: (flow) => asked(flow, 'response_type') === 'code',
    raises: ['warn pkce missing-pushed'],
  },
];
