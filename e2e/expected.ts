import type { VerdictKind } from '../src/verdict.ts';
import { verdictLabel } from '../src/wording/verdict.ts';
import type { DocumentFault } from './site/documents.ts';
import type { EncryptionFaultName, IdTokenFaultName, UsualFaultName } from './site/faults/index.ts';
import type { ResponseMode } from './site/login.ts';

/** What the panel must show of a login. */
export interface Expected {
  /** The verdict's label in the list. */
  readonly verdict: string;
  /** The names of the failing checks, sorted. */
  readonly failing: readonly string[];
}

const usualFaults: Readonly<Record<UsualFaultName, readonly string[]>> = {
  'flipped-signature': ['signature'],
  'unpublished-key': ['signature'],
  'unknown-kid': ['kid-known', 'signature'],
  'missing-kid': [],
  'other-alg': ['alg-registered'],
  'hmac-public-key': ['alg-registered', 'hmac-public-client', 'hmac-public-key'],
  'alg-none': ['alg-none', 'alg-registered'],
  'alg-none-respelled': ['alg-none', 'alg-registered'],
  'empty-signature': ['alg-none'],
  'unknown-crit': ['crit'],
  'wrong-iss': ['iss-match'],
  'missing-iss': ['iss-present'],
  'wrong-aud': ['aud-match'],
  'missing-aud': ['aud-present'],
  expired: ['exp-valid'],
  'missing-exp': ['exp-present'],
  'distant-exp': [],
  'wrong-state': ['state-echo'],
  'missing-state': ['state-echo'],
  'not-a-jwt': ['jwt-structure'],
  'empty-response': ['code-xor-error', 'iss-required', 'jarm-downgrade', 'params-by-type', 'state-echo'],
  'not-base64url': ['payload-json', 'response-charset'],
  'padded-base64': ['payload-json', 'response-charset'],
  'payload-not-json': ['payload-json'],
  'duplicate-members': [],
  'many-claims': [],
  'one-megabyte': [],
  'plain-beside-jwt': ['response-only'],
  'plain-instead-of-jwt': ['jarm-downgrade'],
  'doubled-response': ['duplicate-param'],
  'sent-in-fragment': ['delivery-mode-match'],
  'sent-in-query': ['delivery-mode-match'],
  'sent-as-form-post': ['delivery-mode-match'],
  'other-callback': ['redirect-uri-match'],
};

/** What the panel must show of a fault that only some responses can have, with the secrets of the client at hand. */
interface SpecialExpected {
  readonly failing: readonly string[];
  /** The names of the checks that warn, sorted. */
  readonly warning: readonly string[];
}

const fails = (...failing: readonly string[]): SpecialExpected => ({ failing, warning: [] });
const warns = (...warning: readonly string[]): SpecialExpected => ({ failing: [], warning });

export const encryptionFaults: Readonly<Record<EncryptionFaultName, SpecialExpected>> = {
  'jwe-for-another-key': fails('decrypt'),
  'jwe-unknown-kid': warns('encryption-kid'),
  'jwe-tampered': fails('decrypt'),
  'jwe-other-alg': fails('encryption-alg'),
  'jwe-other-enc': fails('encryption-enc'),
  'jwe-other-oaep-hash': fails('decrypt'),
  'jwe-without-cty': warns('cty'),
  'jwe-header-iss': warns('jwe-header-claims'),
  'jwe-only': fails('jwt-structure'),
  'jws-around-jwe': fails('encrypted-as-registered', 'jwt-structure', 'payload-json'),
  'not-encrypted': fails('encrypted-as-registered'),
  'jwe-right-most-key': fails('decrypt', 'symmetric-key'),
  'jwe-raw-secret': fails('decrypt', 'symmetric-key'),
};

/** In the clear, and in the case of `at_hash` with an access token, which is not recommended. */
export const idTokenFaults: Readonly<Record<IdTokenFaultName, SpecialExpected>> = {
  'id-token-c-hash': fails('c-hash'),
  'id-token-no-c-hash': fails('c-hash'),
  'id-token-at-hash': { failing: ['at-hash'], warning: ['front-channel-token'] },
  'id-token-no-at-hash': { failing: ['at-hash'], warning: ['front-channel-token'] },
  'id-token-s-hash': fails('s-hash'),
  'id-token-nonce': fails('nonce'),
  'id-token-no-nonce': fails('nonce'),
  'id-token-iss': fails('idt-iss'),
  'id-token-aud': fails('idt-aud'),
  'id-token-audiences': warns('idt-azp'),
  'id-token-azp': fails('idt-azp'),
  'id-token-expired': fails('idt-exp'),
  'id-token-from-tomorrow': warns('idt-iat'),
  'id-token-old': warns('idt-iat'),
  'id-token-unsigned': fails('idt-alg'),
  'id-token-flipped-signature': fails('idt-signature'),
  'id-token-other-alg': fails('idt-alg'),
};

/** What the issuer can do wrong with its keys, and what the panel must show of a login without any other fault. */
export const issuerFaults: Readonly<
  Record<string, { readonly jwks?: DocumentFault; readonly verdict: string }>
> = {
  'rotated-keys': { verdict: verdictLabel('valid') },
  'jwks-down': { jwks: 'status-500', verdict: verdictLabel('unverified') },
  'jwks-slow': { jwks: { delay: 1000 }, verdict: verdictLabel('valid') },
  'jwks-not-json': { jwks: 'not-json', verdict: verdictLabel('unverified') },
  'jwks-huge': { jwks: 'huge', verdict: verdictLabel('unverified') },
};

/** The faults that break something in a response of this mode: one that would send it where it goes anyway does not. */
export function isFaultIn(fault: UsualFaultName, mode: ResponseMode): boolean {
  const already = {
    'sent-in-query': 'query',
    'sent-in-fragment': 'fragment',
    'sent-as-form-post': 'form_post',
  };
  return !Object.entries(already).some(([name, channel]) => fault === name && mode.startsWith(channel));
}

/** What the panel must show of a login with a JWT mode and a fault, or of one without a fault. */
export function expectedOf(mode: ResponseMode, fault: UsualFaultName | null): Expected {
  const failing = fault === null ? [] : usualFaults[fault];
  const kind: VerdictKind = failing.length > 0 ? 'rejected' : mode.endsWith('jwt') ? 'valid' : 'unsigned';
  return { verdict: verdictLabel(kind), failing };
}
