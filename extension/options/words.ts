import type { PolicyProblem } from '../../src/managed.ts';
import type { ReachRule } from '../../src/issuer/reach.ts';
import { reachSentence } from '../../src/wording/fetches.ts';
import type { ClientKeyProblem } from '../../src/jose/client-keys.ts';
import type { PastedKeysProblem } from './pasted-keys.ts';

const pasted: Readonly<Record<PastedKeysProblem, string>> = {
  empty: 'Paste the JWKS document here, or choose another source of keys.',
  'too-long': 'This is over 1,000,000 characters long. Paste only the keys that sign responses.',
  'not-json': 'This is not JSON. Paste the whole document, from { to }.',
  'one-key': 'This is a single key. Put it into a set: {"keys": [ … ]}.',
  'not-jwks': 'This is JSON but not a JWKS: it has no "keys" array.',
  'no-keys': 'There is no key in this JWKS.',
  private: 'This holds private or secret key parts. Paste the public keys only.',
};

const clientKeys: Readonly<Record<ClientKeyProblem, string>> = {
  'not-json': 'This is neither JSON nor PEM. Paste the whole key, from { to }, or from BEGIN to END.',
  'not-a-key': 'This is JSON, but no key and no set of keys: a JWK has a "kty", a set has "keys".',
  'no-keys': 'There is no key in this JWK set.',
  'no-kty': 'This is no JWK: it has no "kty".',
  'unsupported-kty': 'Only RSA, EC and OKP keys decrypt responses here.',
  'unsupported-curve': 'Only the curves P-256, P-384, P-521 and X25519 can be computed here.',
  'public-only':
    'This is the public half, which only the server needs. Paste the private key that belongs to it.',
  symmetric:
    'This is a symmetric key. The one that responses use is made of the client secret: type that below.',
  malformed: 'Members of this key are missing, are not base64url, or do not belong together.',
  'pem-malformed': 'This PEM is damaged or cut short. Paste it whole, from BEGIN to END.',
  'pem-encrypted':
    'This PEM is protected with a password. Remove the password first, such as with openssl pkey.',
  'pem-unsupported': 'This PEM holds no private key that could decrypt a response.',
};

const signingKeys: Readonly<Record<ClientKeyProblem, string>> = {
  ...clientKeys,
  'unsupported-kty': 'Only RSA, EC and OKP keys sign here.',
  'unsupported-curve': 'Only the curves P-256, P-384, P-521 and Ed25519 can sign here.',
  symmetric: 'This is a symmetric key: what HS256 and the like sign with is the client secret, typed below.',
  'pem-unsupported': 'This PEM holds no private key that could sign.',
};

/** What the page says, apart from access. */
export const say = {
  pasted,
  clientKeys,
  signingKeys,

  empty:
    "A client is an application as the authorization server knows it: its callback URLs, its client_id and the server's issuer. Register the one you test first: only responses that arrive at a registered callback are caught and judged.",
  next: 'Open DevTools, tab OAuth, and log in once.',
  managed: 'Rolled out to this browser by policy: it is changed there.',
  managedForm: 'The rest was rolled out by policy, and is changed there.',
  policyProblem: ({ path, expected }: PolicyProblem) =>
    `In the policy of this browser ${path} is not as it should be: expected ${expected}. This client is not watched.`,
  off: 'Switched off: nothing is captured for this client.',
  placed: (client: string, place: number, of: number) => `${client} is now number ${place} of ${of}.`,
  allowFirst: 'First allow access below, or no response is seen.',

  noCallback: 'Give at least one callback URL: responses are looked for only there.',
  twice: 'This callback is given twice.',
  publicSuffix: (domain: string) =>
    `Under ${domain} are hosts that anybody can register, and the browser could only grant all of them. Give each host by its name.`,
  taken: 'This callback is already registered for the same issuer and client ID.',
  noClientId: 'Give the client_id: the aud of a response is compared with it.',
  notDiscovered:
    "The issuer's metadata was not read yet. Press Discover, or choose JWKS URL or Pasted JWKS as the source of keys.",
  tlsNeeded:
    'Nothing is fetched from an http issuer unless this is switched on. If the issuer has an https address, use that.',
  metadataElsewhere: (issuer: string) => `This is not where the metadata of ${issuer} is looked for.`,
  jwksUriNotUrl: 'This is not a URL. Write it whole, such as https://id.example.com/jwks.',
  jwksUriOutOfReach: (url: string, rule: ReachRule) => `${reachSentence(rule, url)}.`,
  noJwksUri: 'Give the address of the JWKS, or choose another source of keys.',
  endpointNotUrl: 'This is no web address. It starts with https:// (or http:// on a test network).',
  endpointFragment: 'An authorization endpoint has no fragment (RFC 6749 3.1): remove # and what follows.',
  leewayNotSeconds: 'Give a whole number of seconds, from 0 to 3600.',
  notStored: (why: string) => `The browser did not store the client: ${why}`,
  browserAsks: "Waiting for your answer to the browser's question …",
  changedElsewhere:
    'This client was changed elsewhere since this form was opened, and nothing was saved. Press Cancel, then Edit, and make your change again.',

  algorithmHint:
    "The client's authorization_signed_response_alg (JARM 3). RS256 unless something else was registered at the server.",
  tlsHint:
    'Metadata and keys of this issuer would be fetched over plain http. Anyone on that network can replace the keys, so that a forged response looks valid. Every verdict says so.',
  endpointHint:
    'Where logins start. Without it what was asked for is unknown: state and response mode are not judged.',

  authenticationHint:
    'The token_endpoint_auth_method it was registered with. A public client has no secret, and must use PKCE.',
  assertionAlgHint:
    'The token_endpoint_auth_signing_alg (OpenID Connect Registration 2), for client_secret_jwt and private_key_jwt.',
  objectAlgHint:
    'The request_object_signing_alg (OpenID Connect Registration 2), for logins with a signed request object.',
  idTokenHint:
    'The id_token_signed_response_alg (OpenID Connect Registration 2): RS256 unless registered otherwise.',
  leewayHint:
    "How far the server's clock and this computer's may differ before a time claim is called wrong.",
  leaksHint:
    'Off: only requests to the authorization endpoint and responses at the callbacks are heard. On: every request on the origins that are granted is heard, whichever page makes it: its address and Referer, the form that it posts, the status and headers of its answer, and the address that the tab then shows. They are searched for values of the responses of the last hour. Kept is which parameter turned up where, not the value.',

  notifyHint:
    'One notification each time, at most one in five seconds: what failed, the client and the server, and no value out of the response. None for private windows. The browser asks once more.',
  notifyRefused: 'The browser did not allow notifications.',

  notEncrypted: 'not encrypted',
  encryptionHint: "The client's authorization_encrypted_response_alg (JARM 3).",
  contentHint: "The client's authorization_encrypted_response_enc (JARM 3).",
  decryptionHint: 'Private keys that open encrypted responses: a JWK, a JWK set, or PEM.',
  signingHint:
    'Private keys for logins that the panel starts: they sign request objects (JAR) and assertions (private_key_jwt). A JWK, a JWK set, or PEM.',
  secretHint:
    'For HS256, HS384 and HS512, and for responses that are encrypted with it (dir, A128KW and the like).',
  heldHint: (what: string) => `Held: ${what}, not shown again. What is typed here takes its place.`,
  rememberHint:
    'Keys and secret are kept until the browser closes. With this they are also kept on the disk, in clear: whoever can read the files of this browser profile can read them, and traces may stay there after they are forgotten. Use test credentials.',
  remembered: 'On the disk of this computer, in clear.',
  untilClosed: 'Until the browser closes.',
  secretNeededToVerify: (alg: string) =>
    `${alg} is verified with the client secret, and it was not given: signatures will not be checked.`,
  secretNeededToDecrypt: (alg: string) =>
    `${alg} takes the client secret to decrypt, and it was not given: responses stay closed.`,
  keyNeeded: (alg: string) =>
    `Responses are encrypted with ${alg}, and no decryption key was given: they stay closed.`,
  encryptionWithoutAlg:
    'authorization_encrypted_response_enc is registered without authorization_encrypted_response_alg, which JARM 3 forbids.',

  tokenEndpointIsIssuer: 'This server uses its token endpoint as issuer.',
  noEndpoint:
    'No authorization endpoint is registered: what was asked for is unknown, state and response mode are not judged.',
  noEndpointInMetadata: 'The metadata names no authorization_endpoint. Type it below if you know it.',
  noKeysInMetadata:
    'The metadata names no jwks_uri: signatures will not be checked. If the server has a JWKS, choose JWKS URL or Pasted JWKS.',
  keysOutOfReach: (url: string, rule: ReachRule) =>
    `The keys at ${url} may not be fetched: ${reachSentence(rule, url)}. Signatures will not be checked.`,
  savedAllTheSame: 'The client can be saved all the same.',
  watchesForLeaks: 'It watches for leaks: every request on the origins that are granted is heard.',
  openNetwork: 'This issuer is asked over plain http: anyone on that network can replace its keys.',
  algorithmsNotListed:
    'The metadata does not list authorization_signing_alg_values_supported (JARM 4), so the algorithm cannot be compared.',
  algorithmNotListed: (alg: string, listed: readonly string[]) =>
    `${alg} is not among the server's authorization_signing_alg_values_supported: ${listed.join(', ')}. Check what was registered for this client.`,
  modesNotListed:
    'The metadata lists no response_modes_supported. That means query and fragment only (RFC 8414 2): the server may not answer with JWTs.',
  noJwtMode: (listed: readonly string[]) =>
    `No JWT response mode is listed (${listed.join(', ')}): the server may not answer with JWTs.`,
} as const;
