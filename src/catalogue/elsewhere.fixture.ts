import type { Outcome } from '../checks/check.ts';

/** Where something is shown that no mutation of a recorded response shows, and why none does. */
interface Elsewhere {
  readonly outcome: Outcome;
  readonly file: string;
  /** The test's name, or that of the group it is in. */
  readonly test: string;
  readonly why: string;
}

type Rows = Readonly<Record<string, Elsewhere>>;

/** The same place and reason for several results, such as `zip compressed`. */
function shown(
  outcome: Outcome,
  why: string,
  file: string,
  test: string,
  ...results: readonly string[]
): Rows {
  return Object.fromEntries(results.map((result) => [result, { outcome, file, test, why }]));
}

const byHand = 'No library encrypts like that: it is put together by hand.';
const byProfile = 'In the profile that asks it, the recorded responses break other rules too.';
const byAnother = 'It takes a second client that is registered here.';
const bySecret = 'No usual client of the recordings shares a secret with the server.';
const encryption = 'src/checks/encryption.test.ts';
const idToken = 'src/checks/id-token.test.ts';
const hmac = 'src/checks/signature-hmac.test.ts';
const request = 'src/checks/request.test.ts';

/** What each result of a check that no mutation raises is, by check and code. */
export const elsewhere: Rows = {
  ...shown(
    'fail',
    byHand,
    encryption,
    'the parts of an encryption',
    'alg-present encryption-missing',
    'encrypted-key-part not-empty',
    'ephemeral-key private',
    'ephemeral-key malformed',
    'ephemeral-key not-on-curve',
  ),
  ...shown('warn', byHand, encryption, 'compressed, is read and warned of', 'zip compressed'),
  ...shown('warn', byHand, encryption, 'a response that nothing given could decrypt', 'zip unknown'),
  ...shown(
    'fail',
    byHand,
    encryption,
    'compressed as something else than it says, or into a bomb, is refused',
    'decrypt inflate',
    'decrypt inflated-size',
  ),
  ...shown(
    'fail',
    byHand,
    encryption,
    'the cause of a failed decryption',
    'decrypt oaep-hash',
    'decrypt no-key-opens',
    'decrypt no-fitting-key',
    'decrypt secret',
    'decrypt content-key-length',
    'decrypt alg-label',
    'decrypt enc-label',
    'decrypt kdf-algorithm-id',
    'decrypt party-info',
    'decrypt other-derivation',
    'symmetric-key right-most',
    'symmetric-key raw-secret',
    'symmetric-key decoded-secret',
    'symmetric-key other-hash',
  ),
  ...shown(
    'warn',
    'It takes a client with several keys.',
    encryption,
    'the key that is named',
    'encryption-kid ambiguous',
    'encryption-kid names-wrong-key',
    'encryption-kid duplicate',
    'encryption-kid not-meant',
  ),
  ...shown(
    'fail',
    'It takes a client with a short key.',
    encryption,
    'opens the response, and is refused',
    'decryption-key-size short',
  ),
  ...shown('fail', bySecret, encryption, 'a secret of a public client', 'symmetric-public public'),
  ...shown('info', byProfile, encryption, 'under FAPI 2.0 encryption is a note', 'fapi2-encrypted encrypted'),
  ...shown(
    'fail',
    bySecret,
    hmac,
    'in whichever form the key was taken, with and without a secret at hand',
    'hmac-public-key forged',
  ),
  ...shown(
    'fail',
    bySecret,
    hmac,
    'of a public client is rejected, and of one of unknown kind not judged',
    'hmac-public-client public',
  ),
  ...shown('fail', bySecret, hmac, 'a response signed with the client secret', 'hmac-key-length short'),
  ...shown(
    'fail',
    bySecret,
    hmac,
    'is rejected where it was another secret, or the secret was decoded first',
    'signature secret',
    'signature secret-decoded',
  ),
  ...shown('fail', bySecret, idToken, 'is checked with the client secret', 'idt-signature secret'),
  ...shown(
    'fail',
    bySecret,
    idToken,
    'by what the secret is in base64 is named',
    'idt-signature secret-decoded',
  ),
  ...shown(
    'fail',
    bySecret,
    idToken,
    'of a public client, by a short secret or by a public key is a fault of the key',
    'idt-key hmac-public-client',
    'idt-key hmac-key-length',
    'idt-key hmac-public-key',
  ),
  ...shown(
    'fail',
    'No recorded ID token is signed with an algorithm of one length.',
    idToken,
    'of another length than its algorithm makes',
    'idt-key signature-length',
  ),
  ...shown(
    'fail',
    byHand,
    idToken,
    'as it says it was encrypted, but another way, is a fault',
    'idt-decrypt otherwise',
  ),
  ...shown(
    'fail',
    byAnother,
    idToken,
    'an ID token of another registered issuer is a mix-up',
    'idt-iss mix-up',
  ),
  ...shown(
    'fail',
    'It takes a registration with an issuer that is as wrong.',
    idToken,
    'an issuer %s is wrong even where it is registered',
    'idt-iss not-a-url',
    'idt-iss query-or-fragment',
    'idt-iss http',
  ),
  ...shown(
    'fail',
    byProfile,
    idToken,
    'under FAPI 1.0 Advanced the state wants its s_hash, but not inside a JWT',
    's-hash missing',
  ),
  ...shown(
    'fail',
    byAnother,
    'src/checks/issuer.test.ts',
    'that is registered here too is a mix-up',
    'iss-match mix-up',
    'iss-param-match mix-up',
  ),
  ...shown(
    'fail',
    byProfile,
    'src/profiles/profiles.test.ts',
    'the algorithms of a profile',
    'alg-profile not-allowed',
  ),
  ...shown(
    'fail',
    byProfile,
    idToken,
    'an algorithm that the profile does not allow',
    'idt-alg-profile not-allowed',
  ),
  ...shown('fail', byProfile, request, 'beside a pushed request', 'par-only not-pushed'),
  ...shown('fail', byProfile, request, 'FAPI 1.0 Advanced takes', 'required-par-jar profile'),
  ...shown(
    'fail',
    byProfile,
    'src/checks/issuer.test.ts',
    'is missed by the profile',
    'iss-required profile',
  ),
  ...shown('fail', byProfile, request, 'by the profile', 'profile-type type', 'profile-type mode'),
  ...shown('warn', byProfile, request, 'by the profile', 'profile-type mode-by-name'),
  ...shown(
    'fail',
    'It takes a request object and a server that wants it signed.',
    request,
    'a server that takes',
    'required-par-jar unsigned',
  ),
  ...shown(
    'info',
    'It takes an error to a request that asked for a token in the query.',
    'src/checks/delivery.test.ts',
    'a JWT in the query',
    'query-jwt-token error',
  ),
  ...shown(
    'fail',
    'A recorded response is a response: this is none.',
    'src/checks/delivery-place.test.ts',
    'a post to the callback',
    'form-post-shape no-form',
  ),
  ...shown(
    'warn',
    'The recorded server is on this machine, where TLS is not missed.',
    'src/inspect.test.ts',
    'http-test-network',
    'issuer-tls http-test-network',
  ),
  ...shown('warn', 'It takes two exchanges.', 'src/history.test.ts', 'what came before', 'par-reuse reused'),
  ...shown(
    'fail',
    byProfile,
    'src/checks/metadata.test.ts',
    'a %s response by %s of a server with %j and %j: %s',
    'cdr-encryption-minimum incomplete',
  ),
  ...shown(
    'warn',
    byProfile,
    'src/checks/metadata.test.ts',
    'a %s response by %s of a server with %j and %j: %s',
    'cdr-encryption-minimum incomplete-unused',
  ),
};
