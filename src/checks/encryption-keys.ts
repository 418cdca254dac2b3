import type { KeyFacts } from '../jose/client-keys.ts';
import { type Jwe, textMember } from '../jose/compact.ts';
import type { Decryption } from '../jose/decrypt.ts';
import { encryptionOf, isSymmetricEncryption, managementOf } from '../jose/encryption-algorithms.ts';
import { isObject } from '../jose/json.ts';
import { type DerivationFault, derivationFaults } from '../jose/secret-key.ts';
import {
  type Check,
  type Said,
  absent,
  atLeast,
  fail,
  list,
  number,
  observe,
  pass,
  skip,
  text,
  warn,
} from './check.ts';

/** The checks on decrypting a response, and on the parts and keys that it takes. */
export const decryptionChecks: readonly Check[] = [
  {
    name: 'iv-and-tag',
    catalogue: 'E11',
    clauses: ['RFC 7516 5.2', 'RFC 7518 5.2', 'RFC 7518 5.3'],
    judge({ jwe }) {
      if (!jwe) return null;
      if ('part' in jwe.parts)
        return fail('not-base64url', { expected: text(jwe.parts.part), observed: text(jwe.parts.problem) });
      const encryption = encryptionOf(textMember(jwe.header, 'enc') ?? '');
      if (!encryption) return null;
      const { iv, tag } = jwe.parts;
      if (iv.length !== encryption.ivLength)
        return fail('iv', { expected: number(encryption.ivLength), observed: number(iv.length) });
      if (tag.length !== encryption.tagLength)
        return fail('tag', { expected: number(encryption.tagLength), observed: number(tag.length) });
      return pass();
    },
  },
  {
    name: 'encrypted-key-part',
    catalogue: 'E10',
    clauses: ['RFC 7516 5.2'],
    judge({ jwe }) {
      const management = managementOf(jwe ? (textMember(jwe.header, 'alg') ?? '') : '');
      if (!jwe || !management || 'part' in jwe.parts) return null;
      const { length } = jwe.parts.encryptedKey;
      const isDirect =
        management.kind === 'direct' || (management.kind === 'ecdh-es' && management.wrapped === null);
      if (isDirect)
        return length === 0 ? pass() : fail('not-empty', { expected: number(0), observed: number(length) });
      return length === 0 ? fail('empty', { observed: absent }) : pass();
    },
  },
  {
    name: 'ephemeral-key',
    catalogue: 'E09',
    clauses: ['RFC 7518 4.6', 'RFC 8725 3.4'],
    judge: ({ jwe, decryption }) =>
      jwe && decryption?.ephemeral ? judgeEphemeralKey(jwe, decryption.ephemeral) : null,
  },
  {
    name: 'encryption-kid',
    catalogue: 'E07',
    clauses: ['JARM 2.4', 'RFC 7516 4.1.6'],
    certainty: 'as-registered',
    judge({ jwe, decryption }) {
      if (!jwe || !decryption?.choice) return null;
      const { named, fitting } = decryption.choice;
      const given = jwe.header.members['kid'];
      const kid = textMember(jwe.header, 'kid');
      const used = decryption.state === 'decrypted' ? decryption.key : null;
      if (given !== undefined && kid === undefined)
        return warn('type', { expected: text('string'), observed: observe('kid', given) });
      if (kid === undefined)
        return fitting.length > 1 ? warn('ambiguous', { observed: number(fitting.length) }) : pass();
      const observed = observe('kid', kid);
      if (named.length === 0) {
        const kids = decryption.choice.inOrder.flatMap((key) => key.kid ?? []);
        // Keys in PEM have no key ID that could be compared.
        return kids.length === 0 ? null : warn('unknown', { expected: list('kid', kids), observed });
      }
      if (used && !named.includes(used))
        return warn('names-wrong-key', { expected: observe('kid', used.kid), observed });
      return named.length > 1 ? warn('duplicate', { observed }) : judgeNamed(named[0], fitting, observed);
    },
  },
  {
    name: 'decryption-key-size',
    catalogue: 'E01',
    clauses: ['RFC 7518 4.2', 'RFC 7518 4.3'],
    judge({ decryption }) {
      const bits = decryption?.state === 'decrypted' ? decryption.key?.bits : undefined;
      if (bits === undefined) return null;
      const values = { expected: atLeast(2048), observed: number(bits) };
      return bits < 2048 ? fail('short', values) : pass(values);
    },
  },
  {
    name: 'symmetric-key',
    catalogue: 'E08',
    clauses: ['OIDC Core 10.2', 'JARM 2.2'],
    certainty: 'as-registered',
    judge({ jwe, decryption }) {
      const alg = jwe ? textMember(jwe.header, 'alg') : undefined;
      if (alg === undefined || !isSymmetricEncryption(alg)) return null;
      if (decryption?.state === 'no-key') return skip('needs-secret');
      if (decryption?.state !== 'decrypted') return null;
      const { fault, instead } = decryption;
      if (!isDerivationFault(fault)) return pass();
      return fail(fault, instead === null ? {} : { observed: text(instead) });
    },
  },
  {
    name: 'decrypt',
    catalogue: 'E01',
    clauses: ['JARM 2.2', 'JARM 2.4', 'RFC 7516 5.2'],
    judge: ({ jwe, decryption }) => (jwe && decryption ? judgeDecryption(jwe, decryption) : null),
  },
];

function isDerivationFault(fault: string | null): fault is DerivationFault {
  return derivationFaults.some((one) => one === fault);
}

function judgeDecryption(jwe: Jwe, decryption: Decryption): Said {
  switch (decryption.state) {
    case 'no-key': {
      const missing = skip(decryption.needs === 'secret' ? 'needs-secret' : 'encrypted');
      return { ...missing, observed: observe('text', jwe.header.members['alg']) };
    }
    case 'unreadable':
      return skip('unreadable');
    case 'unsupported':
      return { outcome: 'unsupported', code: 'algorithm', observed: text(decryption.value) };
    case 'failed': {
      const failed = fail(decryption.cause, { observed: observe('kid', jwe.header.members['kid']) });
      // Whether it was the right key depends on what was typed in; what a key has opened is known.
      return isOpened.has(decryption.cause) ? failed : { ...failed, certainty: 'as-registered' };
    }
    case 'decrypted':
      return judgeDecrypted(jwe, decryption);
  }
}

const isOpened = new Set(['changed', 'content-key-length', 'inflate', 'inflated-size']);

function judgeDecrypted(
  jwe: Jwe,
  { fault, instead, key }: Extract<Decryption, { state: 'decrypted' }>,
): Said {
  if (fault === null) return pass(key ? { observed: observe('kid', key.kid) } : {});
  if (isDerivationFault(fault)) return fail('other-derivation');
  const said = jwe.header.members[fault === 'enc-label' ? 'enc' : 'alg'];
  return fail(fault, instead === null ? {} : { expected: text(instead), observed: observe('text', said) });
}

function judgeEphemeralKey(jwe: Jwe, { key, isOnCurve }: NonNullable<Decryption['ephemeral']>): Said {
  const { epk } = jwe.header.members;
  const observed = key ? text(key.crv) : observe('text', epk);
  // What would be shown is the key itself.
  if (isObject(epk) && 'd' in epk) return fail('private', { expected: absent, observed: text('d') });
  if (!key) return fail('malformed', { expected: text('kty, crv, x'), observed });
  return isOnCurve ? pass({ observed }) : fail('not-on-curve', { observed });
}

function judgeNamed(
  key: KeyFacts | undefined,
  fitting: readonly KeyFacts[],
  observed: ReturnType<typeof observe>,
): Said {
  return key && !fitting.includes(key) ? warn('not-meant', { observed }) : pass({ observed });
}
