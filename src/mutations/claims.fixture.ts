import { recording } from '../recorded/recorded.fixture.ts';
import type { Flow } from './flow.fixture.ts';
import { type Mutation, isJwt, ofIdToken, withClaim } from './mutation.fixture.ts';

const { issuer } = recording;
const seconds = ({ at }: Flow) => Math.floor(at / 1000);

function claim(
  name: string,
  breaks: string,
  changes: Readonly<Record<string, unknown>> | ((flow: Flow) => Readonly<Record<string, unknown>>),
  raises: Mutation['raises'],
): Mutation {
  return {
    name,
    breaks,
    in: isJwt,
    apply: (flow) => withClaim(flow, typeof changes === 'function' ? changes(flow) : changes),
    raises,
  };
}

/** Of an issuer that is not the ID token's both are told. */
function otherIssuer(...findings: readonly string[]) {
  return (flow: Flow) => [...findings, ...ofIdToken(flow, 'fail issuers-agree differ')];
}

/** Faults of the claims that JARM puts into the JWT, and of RFC 7519's times. */
export const claimMutations: readonly Mutation[] = [
  claim('iss-missing', 'there is no iss', { iss: undefined }, ['fail iss-present missing']),
  claim('iss-no-string', 'iss is a number', { iss: 7 }, ['fail iss-present type']),
  claim(
    'iss-of-another',
    'iss is another issuer',
    { iss: 'https://evil.example' },
    otherIssuer('fail iss-match other'),
  ),
  claim('iss-slash', 'iss has a slash too many', { iss: `${issuer}/` }, otherIssuer('fail iss-match slash')),
  claim(
    'iss-spelling',
    'iss is written in capitals',
    { iss: issuer.replace('localhost', 'LOCALHOST') },
    otherIssuer('fail iss-match spelling'),
  ),
  claim(
    'iss-query',
    'iss has a query',
    { iss: `${issuer}?tenant=1` },
    otherIssuer('fail iss-match other', 'fail iss-form query-or-fragment'),
  ),
  claim(
    'iss-no-url',
    'iss is no URL',
    { iss: 'id.example' },
    otherIssuer('fail iss-match other', 'fail iss-form not-a-url'),
  ),
  claim(
    'iss-http',
    'iss is an http URL of another machine',
    { iss: 'http://id.example' },
    otherIssuer('fail iss-match other', 'fail iss-form http'),
  ),
  claim('aud-missing', 'there is no aud', { aud: undefined }, ['fail aud-present missing']),
  claim('aud-no-string', 'aud is an empty array', { aud: [] }, ['fail aud-present type']),
  claim('aud-of-another', 'aud is another client', { aud: 'another-client' }, ['fail aud-match other']),
  claim(
    'aud-case',
    'aud is the client, in capitals',
    ({ client }) => ({ aud: client.client_id.toUpperCase() }),
    ['fail aud-match other'],
  ),
  claim(
    'aud-further',
    'aud names a further client',
    ({ client }) => ({ aud: [client.client_id, 'another'] }),
    ['warn aud-extra further'],
  ),
  claim('exp-missing', 'there is no exp', { exp: undefined }, ['fail exp-present missing']),
  claim('exp-no-number', 'exp is a string', (flow) => ({ exp: String(seconds(flow) + 60) }), [
    'fail exp-present type',
  ]),
  claim('expired', 'exp is six minutes ago', (flow) => ({ exp: seconds(flow) - 360 }), [
    'fail exp-valid expired',
  ]),
  claim(
    'within-leeway',
    'exp is five seconds ago, which is no fault within the leeway',
    (flow) => ({ exp: seconds(flow) - 5 }),
    [],
  ),
  claim('exp-distant', 'exp is a day ahead', (flow) => ({ exp: seconds(flow) + 86_400 }), [
    'warn exp-max long',
  ]),
  claim('exp-in-milliseconds', 'exp counts milliseconds', (flow) => ({ exp: (seconds(flow) + 60) * 1000 }), [
    'warn exp-absurd milliseconds',
  ]),
  claim('iat-no-number', 'iat is a string', { iat: 'now' }, ['fail iat type']),
  claim(
    'iat-future',
    'iat is ten minutes ahead',
    (flow) => ({ iat: seconds(flow) + 600, exp: seconds(flow) + 660 }),
    ['warn iat future'],
  ),
  claim(
    'iat-old',
    'iat is two days ago, which is a fault in FAPI alone',
    (flow) => ({ iat: seconds(flow) - 172_800 }),
    ['warn exp-max long'],
  ),
  claim('nbf-no-number', 'nbf is a string', { nbf: 'now' }, ['fail nbf type']),
  claim('nbf-future', 'nbf is ten minutes ahead', (flow) => ({ nbf: seconds(flow) + 600 }), [
    'fail nbf future',
  ]),
  claim(
    'expires-soon',
    'exp is five seconds ahead, which is no fault in plain OAuth',
    (flow) => ({ exp: seconds(flow) + 5 }),
    [],
  ),
  claim(
    'issued-after-expiry',
    'iat is after exp',
    (flow) => ({ iat: seconds(flow) + 30, exp: seconds(flow) + 20 }),
    ['warn iat-before-exp after'],
  ),
  claim('jti-no-string', 'jti is a number', { jti: 7 }, ['warn jti type']),
  claim('jti', 'there is a jti, which is no fault', { jti: 'a' }, []),
  claim('session-state', 'there is a session_state, which is no fault', { session_state: 'a' }, []),
  claim(
    'id-token-claims',
    'the JWT says who logged in, which is no fault in plain OAuth',
    { sub: 'jane', nonce: 'a' },
    [],
  ),
  claim('unknown-claim', 'there is a claim that nobody knows, which is no fault', { color: 'blue' }, []),
  claim(
    'many-claims',
    'there are a hundred claims that nobody knows, which is no fault',
    Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`claim_${index}`, index])),
    [],
  ),
];
