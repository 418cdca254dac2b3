import { type Flow, asked } from './flow.fixture.ts';
import {
  type Mutation,
  hasIdToken,
  isEncrypted,
  isJwt,
  isPlain,
  ofConfidentialClient,
  withMember,
  withRequest,
} from './mutation.fixture.ts';

const withMetadata = (flow: Flow, changes: Readonly<Record<string, unknown>>): Flow => ({
  ...flow,
  metadata: { ...flow.metadata, ...changes },
});
const asksForCode = (flow: Flow) => (asked(flow, 'response_type') ?? 'code').split(' ').includes('code');
const hasChallenge = (flow: Flow) => asked(flow, 'code_challenge') !== undefined;
const withoutPkce = (flow: Flow) =>
  withRequest(withRequest(flow, 'code_challenge', undefined), 'code_challenge_method', undefined);
const withoutNonce = (flow: Flow) => withRequest(flow, 'nonce', undefined);
const withoutState = (flow: Flow) => withMember(withRequest(flow, 'state', undefined), 'state', undefined);

/** Faults of the request, of the metadata and of the registration. */
export const requestMutations: readonly Mutation[] = [
  {
    name: 'no-pkce',
    breaks: 'the request of a confidential client has neither PKCE nor a nonce',
    in: (flow) => asksForCode(flow) && hasChallenge(flow) && !hasIdToken(flow),
    apply: (flow) => ofConfidentialClient(withoutNonce(withoutPkce(flow))),
    raises: (flow) => [
      'warn pkce missing',
      ...(asked(flow, 'state') === undefined ? ['fail csrf-binding none'] : []),
    ],
  },
  {
    name: 'no-pkce-of-public-client',
    breaks: 'a public client asks for a code without PKCE',
    in: (flow) => asksForCode(flow) && hasChallenge(flow),
    apply: (flow) => ({
      ...withoutPkce(flow),
      client: { ...flow.client, token_endpoint_auth_method: 'none' },
    }),
    raises: ['fail pkce public'],
  },
  {
    name: 'plain-pkce',
    breaks: 'the request names the PKCE method plain',
    in: (flow) => asksForCode(flow) && hasChallenge(flow),
    apply: (flow) => withRequest(flow, 'code_challenge_method', 'plain'),
    raises: ['warn pkce-plain plain'],
  },
  {
    name: 'nonce-instead-of-pkce',
    breaks: 'the request of a confidential client has a nonce and no PKCE',
    in: (flow) => asksForCode(flow) && hasChallenge(flow) && !hasIdToken(flow),
    apply: (flow) => ofConfidentialClient(withRequest(withoutPkce(flow), 'nonce', 'n-0S6_WzA2Mj')),
    raises: [],
  },
  {
    name: 'pkce-without-method',
    breaks: 'the request names no PKCE method',
    in: (flow) => asksForCode(flow) && hasChallenge(flow),
    apply: (flow) => withRequest(flow, 'code_challenge_method', undefined),
    raises: ['warn pkce-plain absent'],
  },
  {
    name: 'unknown-pkce-method',
    breaks: 'the request names a PKCE method that nobody knows',
    in: (flow) => asksForCode(flow) && hasChallenge(flow),
    apply: (flow) => withRequest(flow, 'code_challenge_method', 's256'),
    raises: ['warn pkce-plain unknown'],
  },
  {
    name: 'nothing-binds',
    breaks: 'the request of a confidential client has neither state nor PKCE nor a nonce',
    in: (flow) => asksForCode(flow) && hasChallenge(flow) && !hasIdToken(flow),
    apply: (flow) => ofConfidentialClient(withoutState(withoutNonce(withoutPkce(flow)))),
    raises: ['fail csrf-binding none', 'warn pkce missing'],
  },
  {
    name: 'pkce-not-offered',
    breaks: 'PKCE alone binds the response, and the server does not say that it heeds it: worth a note',
    in: (flow) => asksForCode(flow) && hasChallenge(flow) && !hasIdToken(flow),
    apply: (flow) =>
      withMetadata(withoutState(withoutNonce(flow)), { code_challenge_methods_supported: undefined }),
    raises: [],
  },
  {
    name: 'short-verifier',
    breaks: 'the request sends its verifier in the clear, and it is too short',
    in: (flow) => asksForCode(flow) && hasChallenge(flow),
    apply: (flow) =>
      withRequest(withRequest(flow, 'code_challenge_method', 'plain'), 'code_challenge', 'short'),
    raises: ['warn pkce-plain plain', 'fail pkce-form no-verifier'],
  },
  {
    name: 'mode-beyond-the-default',
    breaks: 'the server does not say which modes it offers, and the one asked for is none of the default',
    in: (flow) => !['query', 'fragment', undefined].includes(asked(flow, 'response_mode')),
    apply: (flow) => withMetadata(flow, { response_modes_supported: undefined }),
    raises: ['warn mode-advertised not-in-default'],
  },
  {
    name: 'short-challenge',
    breaks: 'the code_challenge is no SHA-256 hash',
    in: hasChallenge,
    apply: (flow) => withRequest(flow, 'code_challenge', 'c2hvcnQ'),
    raises: ['fail pkce-form no-sha256'],
  },
  {
    name: 'redirect-uri-with-fragment',
    breaks: 'the redirect_uri has a fragment',
    apply: (flow) => withRequest(flow, 'redirect_uri', `${asked(flow, 'redirect_uri') ?? ''}#top`),
    raises: ['fail redirect-fragment fragment'],
  },
  {
    name: 'par-required',
    breaks: 'the server takes pushed requests only',
    apply: (flow) => withMetadata(flow, { require_pushed_authorization_requests: true }),
    raises: ['fail required-par-jar not-pushed'],
  },
  {
    name: 'jar-required',
    breaks: 'the server takes signed requests only',
    apply: (flow) => withMetadata(flow, { require_signed_request_object: true }),
    raises: ['fail required-par-jar no-request-object'],
  },
  {
    name: 'mode-not-offered',
    breaks: 'the server does not offer the response_mode',
    in: (flow) => asked(flow, 'response_mode') !== undefined,
    apply: (flow) => withMetadata(flow, { response_modes_supported: ['carrier_pigeon'] }),
    raises: ['warn mode-advertised not-in-list'],
  },
  {
    name: 'type-not-offered',
    breaks: 'the server does not offer the response_type',
    apply: (flow) => withMetadata(flow, { response_types_supported: ['token'] }),
    raises: ['warn type-advertised not-in-list'],
  },
  {
    name: 'metadata-of-another-issuer',
    breaks: 'the metadata name another issuer',
    apply: (flow) => withMetadata(flow, { issuer: 'https://other.example' }),
    raises: ['fail metadata-issuer other'],
  },
  {
    name: 'none-offered',
    breaks: 'the server offers unsigned responses',
    apply: (flow) =>
      withMetadata(flow, {
        authorization_signing_alg_values_supported: [
          'none',
          ...list(flow.metadata['authorization_signing_alg_values_supported']),
        ],
      }),
    raises: (flow) => [isJwt(flow) ? 'fail none-advertised none' : 'warn none-advertised none-unused'],
  },
  {
    name: 'signing-algs-not-listed',
    breaks: 'the server offers JWT responses without saying how they are signed',
    in: isPlain,
    apply: (flow) => withMetadata(flow, { authorization_signing_alg_values_supported: undefined }),
    raises: ['warn jwt-modes-without-signing-algs no-list'],
  },
  {
    name: 'encryption-enc-not-listed',
    breaks: 'the server lists alg values for encryption and no enc values',
    apply: (flow) =>
      withMetadata(flow, {
        authorization_encryption_alg_values_supported: ['RSA-OAEP'],
        authorization_encryption_enc_values_supported: undefined,
      }),
    raises: (flow) => [
      'warn encryption-lists-incomplete no-enc',
      ...(isEncrypted(flow) ? ['warn encryption-advertised no-list'] : []),
    ],
  },
  {
    name: 'encryption-alg-not-listed',
    breaks: 'the server lists enc values for encryption and no alg values',
    apply: (flow) =>
      withMetadata(flow, {
        authorization_encryption_alg_values_supported: undefined,
        authorization_encryption_enc_values_supported: ['A128CBC-HS256'],
      }),
    raises: (flow) => [
      'warn encryption-lists-incomplete no-alg',
      ...(isEncrypted(flow) ? ['warn encryption-advertised no-list'] : []),
    ],
  },
  {
    name: 'enc-registered-without-alg',
    breaks: 'the client is registered with enc and without alg',
    in: (flow) => isJwt(flow) && !isEncrypted(flow),
    apply: (flow) => ({
      ...flow,
      client: { ...flow.client, authorization_encrypted_response_enc: 'A128GCM' },
    }),
    raises: ['fail enc-without-alg no-alg'],
  },
];

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
