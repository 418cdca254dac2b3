import { type ClientKeyProblem } from '../jose/client-keys.ts';
import type { StartedRecord } from '../records.ts';
import type { LoginProblem, LoginProblemCode } from '../login/problem.ts';
import { reachSentence } from './fetches.ts';
import { valueText } from './values.ts';

const sentences: Readonly<Record<LoginProblemCode, (detail: string) => string>> = {
  'no-metadata': () => 'The metadata of the issuer are not known yet: ask the issuer first',
  'other-issuer': (issuer) => `The metadata are those of another issuer, ${issuer}`,
  'no-endpoint': (name) => `The metadata of the issuer name no ${name}`,
  'endpoint-out-of-reach': (detail) => {
    const [name = '', rule = ''] = detail.split(' ');
    return reachSentence(rule, `The ${name}`);
  },
  'no-redirect-uri': () => 'Every callback has a "*" in it: choose the redirect_uri to send',
  'other-redirect-uri': (uri) => `${uri} is none of the registered callbacks: the response would not be seen`,
  'own-parameter': (name) => `${name} is made for each login, and cannot be typed in beside it`,
  'mode-unlisted': (mode) => `The server does not list the response_mode ${mode}`,
  'type-unlisted': (type) => `The server does not list the response_type ${type}`,
  'alg-unlisted': (alg) => `The server does not list ${alg} for request objects`,
  'assertion-alg-unlisted': (alg) => `The server does not list ${alg} for assertions of clients`,
  'authentication-unlisted': (method) => `The server does not list ${method} at its token endpoint`,
  'token-in-query': (mode) => `With ${mode} the response type would bring a token in the query`,
  'request-objects-unsupported': () => 'The server says that it takes no request objects',
  'pushed-only': () => 'The server takes pushed requests only',
  'request-object-only': () => 'The server takes signed request objects only',
  'no-signing-key': () => 'The client has no signing key: enter one in the registration',
  'signing-key-unreadable': (code) => `The signing key cannot be read: ${keyProblem(code)}`,
  'signing-key-misfit': (alg) =>
    alg === '' ? 'No signing key of the client can sign' : `No signing key of the client fits ${alg}`,
  'signing-key-refused': (alg) => `This browser does not take the signing key for ${alg}`,
  'no-secret': (method) => `${method} needs the client secret: enter it in the registration`,
  certificate: (method) => `${method} needs a certificate, which an extension cannot present`,
  'no-code': () => 'The response has no code to redeem',
  'no-verifier': () =>
    'The login was started by another application: its code_verifier is not known here, and without it the server has to refuse the code',
  redeemed: () => 'The code was redeemed from here before: the server has to refuse it now',
};

/** Why a request was not sent, in one sentence without full stop. Details may come out of metadata. */
export function loginProblemSentence({ code, detail }: LoginProblem): string {
  return sentences[code](detail === '' ? '' : valueText({ kind: 'text', value: detail }));
}

/** How a request gets to the server, for a choice. */
export const sendingLabels: Readonly<Record<StartedRecord['via'], string>> = {
  parameters: 'As plain parameters',
  request: 'As a signed request object (JAR)',
  pushed: 'Pushed (PAR)',
  'pushed-request': 'Pushed, as a signed request object',
};

const keyProblems: Readonly<Record<ClientKeyProblem, string>> = {
  'not-json': 'it is neither JSON nor PEM',
  'not-a-key': 'it is neither a JWK nor a JWK set',
  'no-keys': 'the JWK set is empty',
  'no-kty': 'it has no kty',
  'unsupported-kty': 'its kty is none that can sign here',
  'unsupported-curve': 'its curve is none that can sign here',
  'public-only': 'it is a public key, which signs nothing',
  symmetric: 'it is symmetric, and such a key is the client secret',
  malformed: 'members are missing, or do not belong together',
  'pem-malformed': 'the PEM block is damaged',
  'pem-encrypted': 'the PEM block is protected with a password',
  'pem-unsupported': 'the PEM block holds no private key that can sign here',
};

function keyProblem(code: string): string {
  return isKeyProblem(code) ? keyProblems[code] : code;
}

function isKeyProblem(code: string): code is ClientKeyProblem {
  return Object.hasOwn(keyProblems, code);
}
