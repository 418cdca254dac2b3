import { algorithmOf, isHmac, sameAlgorithm } from '../jose/algorithms.ts';
import { decodeBase64url } from '../jose/base64url.ts';
import { bitLength } from '../jose/bytes.ts';
import { textMember } from '../jose/compact.ts';
import type { Evidence } from '../evidence.ts';
import type { SignatureResult } from '../jose/signature.ts';
import { algorithmsOf } from '../profiles/algorithms.ts';
import {
  type Check,
  type Context,
  type Said,
  atLeast,
  fail,
  info,
  list,
  number,
  observe,
  pass,
  skip,
  text,
  warn,
} from './check.ts';

/** The checks on the signature and on the keys that could have made it. */
export const signatureChecks: readonly Check[] = [
  {
    name: 'alg-registered',
    catalogue: 'D01',
    clauses: ['JARM 3'],
    judge: (context) =>
      ifAlg(context, (alg) => {
        const wanted = context.client.authorization_signed_response_alg;
        const values = { expected: text(wanted), observed: text(alg) };
        return sameAlgorithm(alg, wanted) ? pass(values) : fail('other', values);
      }),
  },
  {
    name: 'alg-advertised',
    catalogue: 'D02',
    clauses: ['JARM 4'],
    judge: (context) =>
      ifAlg(context, (alg) => {
        if (!context.metadata) return skip('no-metadata');
        const advertised = context.metadata.authorization_signing_alg_values_supported;
        if (!advertised) return warn('no-list', { observed: text(alg) });
        const values = { expected: list('text', advertised), observed: text(alg) };
        return advertised.some((one) => sameAlgorithm(one, alg)) ? pass(values) : warn('not-in-list', values);
      }),
  },
  {
    name: 'alg-profile',
    catalogue: 'D03',
    // RFC 8725 leaves it to the profile which algorithms are good enough; the profile's own clause goes before it.
    clauses: ['RFC 8725 3.2'],
    judge: (context) =>
      ifAlg(context, (alg) => {
        const allowed = algorithmsOf(context.profile);
        if (!allowed) return null;
        const values = { expected: list('text', allowed), observed: text(alg) };
        return allowed.some((one) => sameAlgorithm(one, alg)) ? pass(values) : fail('not-allowed', values);
      }),
  },
  {
    name: 'kid-known',
    catalogue: 'D06',
    clauses: ['OIDC Core 10.1', 'OIDC Core 10.1.1', 'RFC 7515 4.1.4'],
    judge: (context) =>
      ifKeys(context, (result, kid) => {
        if (kid === undefined) return null;
        const values = { expected: publishedKids(context), observed: { kind: 'kid', value: kid } as const };
        if (result.named.length === 0)
          return fail(result.state === 'verified' ? 'other-key' : 'unpublished', values);
        const wrongKey = result.key !== undefined && result.key.kid !== kid;
        return wrongKey
          ? fail('names-wrong-key', { expected: observe('kid', result.key?.kid), observed: values.observed })
          : pass(values);
      }),
  },
  {
    name: 'kid-needed',
    catalogue: 'D05',
    clauses: ['OIDC Core 10.1', 'RFC 7515 4.1.4'],
    judge: (context) =>
      ifKeys(context, (result, kid) => {
        const named = context.jwt?.form === 'jws' ? context.jwt.header.members['kid'] : undefined;
        if (named !== undefined && kid === undefined)
          return fail('type', { expected: text('string'), observed: observe('kid', named) });
        if (kid !== undefined) return pass();
        if (result.fitting.length === 0) return null;
        return result.fitting.length > 1
          ? warn('ambiguous', { observed: number(result.fitting.length) })
          : info('only-key', { observed: number(result.fitting.length) });
      }),
  },
  {
    name: 'kid-unique',
    catalogue: 'D07',
    clauses: ['RFC 7517 4.5'],
    judge: (context) =>
      ifKeys(context, (result, kid) => {
        if (kid === undefined || result.named.length === 0) return null;
        return result.named.length > 1
          ? warn('duplicate', { observed: number(result.named.length) })
          : pass();
      }),
  },
  {
    name: 'key-use',
    catalogue: 'D08',
    clauses: ['RFC 7517 4.2', 'RFC 7517 4.3', 'OIDC Core 10.1'],
    judge: (context) =>
      ifKeys(context, (result) => {
        const key = usedKey(result);
        if (!key) return null;
        if (key.use !== undefined && key.use !== 'sig')
          return fail('use', { expected: text('sig'), observed: text(key.use) });
        if (key.keyOps && !key.keyOps.includes('verify'))
          return fail('key_ops', { expected: text('verify'), observed: list('text', key.keyOps) });
        return pass();
      }),
  },
  {
    name: 'key-alg',
    catalogue: 'D09',
    clauses: ['RFC 7517 4.4', 'RFC 8725 3.1'],
    judge: (context) =>
      ifKeys(context, (result, _kid, alg) => {
        const key = usedKey(result);
        if (!key) return null;
        if (key.alg === undefined) return pass();
        const values = { expected: text(key.alg), observed: text(alg) };
        return sameAlgorithm(key.alg, alg) ? pass(values) : fail('other', values);
      }),
  },
  {
    name: 'key-type',
    catalogue: 'D10',
    clauses: ['RFC 7518 3.1', 'RFC 8037 3.1'],
    judge: (context) =>
      ifKeys(context, (result, _kid, alg) => {
        const algorithm = algorithmOf(alg);
        const key = usedKey(result);
        if (!algorithm || !key) return null;
        const values = {
          expected: text([algorithm.kty, algorithm.crv].filter(Boolean).join(' ')),
          observed: text([key.kty, key.crv].filter(Boolean).join(' ')),
        };
        const fits = key.kty === algorithm.kty && (!algorithm.crv || key.crv === algorithm.crv);
        return fits ? pass(values) : fail('other', values);
      }),
  },
  {
    name: 'key-size',
    catalogue: 'D11',
    clauses: ['RFC 7518 3.3', 'RFC 7518 3.5'],
    judge: (context) =>
      ifKeys(context, (result) => {
        const key = usedKey(result);
        const n = key?.kty === 'RSA' ? key.jwk['n'] : undefined;
        const modulus = n ? decodeBase64url(n) : null;
        if (!modulus || typeof modulus === 'string') return null;
        const bits = bitLength(modulus);
        const values = { expected: atLeast(2048), observed: number(bits) };
        // With the exponent 1, however it is spelled, every value is its own signature.
        const exponent = decodeBase64url(key?.jwk['e'] ?? '');
        if (typeof exponent !== 'string' && bitLength(exponent) <= 1)
          return fail('exponent', { observed: number(1) });
        return bits < 2048 ? fail('short', values) : pass(values);
      }),
  },
  {
    name: 'signature-length',
    catalogue: 'D12',
    clauses: ['RFC 7518 3.4', 'RFC 8037 3.1'],
    judge: (context) =>
      ifAlg(context, (alg) => {
        if (context.signature?.state === 'unsupported') return null;
        const length = algorithmOf(alg)?.signatureLength;
        const signature = context.jwt?.form === 'jws' ? context.jwt.signature : null;
        if (length === undefined || !signature || typeof signature === 'string') return null;
        if (signature.length === 0) return null;
        const values = { expected: number(length), observed: number(signature.length) };
        return signature.length === length
          ? pass(values)
          : fail(signature[0] === 0x30 ? 'der' : 'length', values);
      }),
  },
  {
    name: 'signature',
    catalogue: 'D04',
    clauses: ['JARM 2.4', 'RFC 7515 5.2'],
    judge: (context) => (context.signature ? judgeSignature(context, context.signature) : null),
  },
  {
    name: 'jwks-private',
    catalogue: 'D16',
    clauses: ['OIDC Discovery 3', 'RFC 7517 9.2'],
    judge({ jwt, idToken, keys }) {
      if (!(jwt ?? idToken) || !keys) return null;
      const leaked = keys.filter((key) => key.hasPrivateParts);
      if (leaked.length === 0) return pass();
      const names = leaked.map((key) => key.kid ?? `#${key.index + 1}`);
      return fail('private', { observed: list('kid', names) });
    },
  },
];

function judgeSignature(context: Context, result: SignatureResult): Said {
  const { keys, evidence } = context;
  switch (result.state) {
    case 'verified':
      return result.hmac ? pass() : pass({ observed: observe('kid', result.key?.kid) });
    case 'failed':
      if (result.hmac)
        return { ...fail(result.hmac.isDecoded ? 'secret-decoded' : 'secret'), certainty: 'as-registered' };
      if (result.named.length > 0 && result.named.every((key) => result.broken.includes(key)))
        return fail('key-unusable', { observed: observe('kid', result.named[0]?.kid) });
      if (result.named.length > 0)
        return fail('mismatch', { observed: observe('kid', result.named[0]?.kid) });
      if (keys?.length === 0) return fail('empty-jwks', { expected: atLeast(1), observed: number(0) });
      return fail(result.fitting.length === 0 ? 'no-fitting-key' : 'no-key-verifies', {
        expected: publishedKids(context),
        observed: observe('kid', kidOf(context)),
      });
    case 'unsupported':
      return { outcome: 'unsupported', code: 'algorithm', observed: observe('text', algOf(context)) };
    case 'unreadable':
      return fail('unreadable');
    case 'not-signed':
      return skip('not-signed');
    case 'needs-secret':
      return skip('needs-secret');
    case 'no-keys': {
      if (evidence.response.from === 'pasted') return skip('pasted-keys');
      return skip(isBeingLookedUp(evidence) ? 'keys-pending' : 'no-keys');
    }
  }
}

/**
 * Whether the issuer is still to be asked: not at all yet, or once more, because keys from before the response did
 * not verify it (OIDC Core 10.1.1: the right one may have been published since).
 */
function isBeingLookedUp({ lookups }: Evidence): boolean {
  return lookups.every(({ record }) => record.why === 'arrival' && record.keys?.problem === null);
}

/** The key that verified, else the one that `kid` names: the one whose fitness is of interest. */
function usedKey(result: SignatureResult) {
  return result.key ?? (result.named.length === 1 ? result.named[0] : undefined);
}

function publishedKids({ keys }: Context) {
  return list(
    'kid',
    (keys ?? []).map((key) => key.kid ?? `#${key.index + 1}`),
  );
}

function algOf({ jwt }: Context): string | undefined {
  return jwt?.form === 'jws' ? textMember(jwt.header, 'alg') : undefined;
}

function kidOf({ jwt }: Context): string | undefined {
  return jwt?.form === 'jws' ? textMember(jwt.header, 'kid') : undefined;
}

/** Judges by the name of the algorithm, where the JWT is signed and names one. */
function ifAlg(context: Context, judge: (alg: string) => Said | null): Said | null {
  const alg = algOf(context);
  return alg === undefined ? null : judge(alg);
}

/** Judges by the keys, where there are keys and the signature was tried against them. */
function ifKeys(
  context: Context,
  judge: (result: SignatureResult, kid: string | undefined, alg: string) => Said | null,
): Said | null {
  const { signature } = context;
  const alg = algOf(context);
  if (alg === undefined || isHmac(alg)) return null;
  if (signature?.state !== 'verified' && signature?.state !== 'failed') return null;
  return judge(signature, kidOf(context), alg);
}
