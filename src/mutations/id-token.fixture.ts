import { recording } from '../recorded/recorded.fixture.ts';
import { type Flow, keyFor, withClaims } from './flow.fixture.ts';
import { type Mutation, hasIdToken, isJwt, memberOf, withRequest } from './mutation.fixture.ts';

const { issuer } = recording;
const seconds = ({ at }: Flow) => Math.floor(at / 1000);
const hasCode = (flow: Flow) => hasIdToken(flow) && memberOf(flow, 'code') !== undefined;

function claim(
  name: string,
  breaks: string,
  changes: (flow: Flow) => Readonly<Record<string, unknown>>,
  raises: Mutation['raises'],
): Mutation {
  return {
    name: `id-token-${name}`,
    breaks: `in the ID token ${breaks}`,
    in: hasIdToken,
    apply: (flow) => ({ ...flow, idToken: flow.idToken && withClaims(flow.idToken, changes(flow)) }),
    raises,
  };
}

/** Of an issuer that is not the one in the JWT both are told. */
const otherIssuer =
  (finding: string) =>
  (flow: Flow): string[] => [finding, ...(isJwt(flow) ? ['fail issuers-agree differ'] : [])];

/** Faults of the ID token, in the clear and inside the JWT. */
export const idTokenMutations: readonly Mutation[] = [
  claim(
    'iss-missing',
    'there is no iss',
    () => ({ iss: undefined }),
    (flow) => ['fail idt-iss missing', ...(isJwt(flow) ? [] : ['fail iss-required missing'])],
  ),
  claim(
    'iss-of-another',
    'iss is another issuer',
    () => ({ iss: 'https://evil.example' }),
    otherIssuer('fail idt-iss other'),
  ),
  claim(
    'iss-slash',
    'iss has a slash too many',
    () => ({ iss: `${issuer}/` }),
    otherIssuer('fail idt-iss slash'),
  ),
  claim('sub-missing', 'there is no sub', () => ({ sub: undefined }), ['fail idt-sub missing']),
  claim('aud-missing', 'there is no aud', () => ({ aud: undefined }), ['fail idt-aud missing']),
  claim('aud-of-another', 'aud is another client', () => ({ aud: 'another' }), ['fail idt-aud other']),
  claim(
    'aud-further',
    'aud names a further client',
    ({ client }) => ({ aud: [client.client_id, 'another'] }),
    ['warn idt-azp missing'],
  ),
  claim('azp-of-another', 'azp is another client', () => ({ azp: 'another' }), ['fail idt-azp other']),
  claim('exp-missing', 'there is no exp', () => ({ exp: undefined }), ['fail idt-exp missing']),
  claim('expired', 'exp is six minutes ago', (flow) => ({ exp: seconds(flow) - 360 }), [
    'fail idt-exp expired',
  ]),
  claim('nbf-future', 'nbf is ten minutes ahead', (flow) => ({ nbf: seconds(flow) + 600 }), [
    'fail idt-nbf future',
  ]),
  claim('iat-missing', 'there is no iat', () => ({ iat: undefined }), ['fail idt-iat missing']),
  claim('iat-future', 'iat is ten minutes ahead', (flow) => ({ iat: seconds(flow) + 600 }), [
    'warn idt-iat future',
  ]),
  claim('iat-old', 'iat is ten minutes ago', (flow) => ({ iat: seconds(flow) - 600 }), ['warn idt-iat old']),
  claim('nonce-missing', 'there is no nonce', () => ({ nonce: undefined }), ['fail nonce missing']),
  claim('nonce-of-another', 'nonce is not the one that was sent', () => ({ nonce: 'another' }), [
    'fail nonce differs',
  ]),
  claim('auth-time-no-number', 'auth_time is a string', () => ({ auth_time: 'today' }), [
    'fail auth-time type',
  ]),
  claim(
    'personal',
    'stands an e-mail address',
    () => ({ email: 'jane@example.com' }),
    (flow) => (hasCode(flow) ? ['warn idt-pii readable'] : []),
  ),
  {
    ...claim('c-hash-missing', 'there is no c_hash', () => ({ c_hash: undefined }), ['fail c-hash missing']),
    in: hasCode,
  },
  {
    ...claim(
      'c-hash-of-another',
      'c_hash is that of another code',
      () => ({ c_hash: 'LDktKdoQak3Pk0cnXxCltA' }),
      ['fail c-hash differs'],
    ),
    in: hasCode,
  },
  claim(
    's-hash-of-another',
    's_hash is that of another state',
    () => ({ s_hash: 'LDktKdoQak3Pk0cnXxCltA' }),
    ['fail s-hash differs'],
  ),
  {
    name: 'id-token-nonce-not-sent',
    breaks: 'the request had no nonce',
    in: hasIdToken,
    apply: (flow) => withRequest(flow, 'nonce', undefined),
    raises: ['fail nonce unsolicited'],
  },
  {
    name: 'id-token-auth-time-missing',
    breaks: 'the request had a max_age, the ID token has no auth_time',
    in: hasIdToken,
    apply: (flow) => {
      const asked = withRequest(flow, 'max_age', '60');
      return { ...asked, idToken: flow.idToken && withClaims(flow.idToken, { auth_time: undefined }) };
    },
    raises: ['fail auth-time missing'],
  },
  {
    name: 'id-token-unpublished-key',
    breaks: 'the ID token is signed with another key than the one that its kid names',
    in: hasIdToken,
    apply: (flow) => ({
      ...flow,
      idToken: flow.idToken && { ...flow.idToken, key: keyFor(flow.idToken.header['alg'], 'unpublished') },
    }),
    raises: ['fail idt-signature mismatch'],
  },
  {
    name: 'id-token-unsigned',
    breaks: 'the ID token has an empty signature',
    in: hasIdToken,
    apply: (flow) => ({
      ...flow,
      idToken: flow.idToken && { ...flow.idToken, finish: (text) => text.replace(/[^.]+$/, '') },
    }),
    raises: ['fail idt-alg none'],
  },
  {
    name: 'id-token-truncated',
    breaks: 'the ID token has lost its signature part',
    in: hasIdToken,
    apply: (flow) => ({
      ...flow,
      idToken: flow.idToken && { ...flow.idToken, finish: (text) => text.replace(/\.[^.]+$/, '') },
    }),
    raises: (flow) => ['fail idt-form jwt-structure', ...(isJwt(flow) ? [] : ['fail iss-required missing'])],
  },
  {
    name: 'id-token-crit',
    breaks: 'the ID token has a critical header parameter that nobody knows',
    in: hasIdToken,
    apply: (flow) => ({
      ...flow,
      idToken: flow.idToken && {
        ...flow.idToken,
        header: { ...flow.idToken.header, crit: ['urn:x'], 'urn:x': 1 },
      },
    }),
    raises: ['fail idt-form crit'],
  },
  {
    name: 'id-token-other-alg',
    breaks: 'the ID token is rightly signed, but not by the algorithm that the client registered',
    in: (flow) => hasIdToken(flow) && !hasCode(flow),
    apply: (flow) => {
      const key = keyFor('ES256');
      const header = { ...flow.idToken?.header, alg: key.alg, kid: key.kid };
      return { ...flow, idToken: flow.idToken && { ...flow.idToken, key, header } };
    },
    raises: ['fail idt-alg other'],
  },
];
