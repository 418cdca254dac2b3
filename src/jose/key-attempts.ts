import { unwrapKey } from './aes.ts';
import type { Attempt } from './attempt.ts';
import type { Bytes } from './bytes.ts';
import { utf8 } from './bytes.ts';
import type { ClientKey } from './client-keys.ts';
import type { JweParts } from './compact.ts';
import {
  type ContentEncryption,
  type KeyManagement,
  encryptionNames,
  encryptionOf,
  managementNames,
  managementOf,
} from './encryption-algorithms.ts';
import {
  type EphemeralKey,
  type KdfInput,
  agree,
  agreementOn,
  concatKdf,
  partyInfo,
} from './key-agreement.ts';
import { orNull } from './not-supported.ts';
import { importPrivateKey } from './private-key.ts';

/** A JWE as far as decrypting it goes: what its header says, and its parts. */
export interface Encrypted {
  readonly alg: string;
  readonly enc: string;
  readonly management: KeyManagement;
  readonly encryption: ContentEncryption;
  readonly parts: JweParts;
  readonly header: Readonly<Record<string, unknown>>;
}

/** The client's keys are many and mistakes are many: what is wrong is looked for with the first few keys only. */
const keysForMistakes = 10;

/** Every way to decrypt with private RSA keys: what the header says first, then what it may have meant. */
export async function* rsaAttempts(jwe: Encrypted, keys: readonly ClientKey[]): AsyncGenerator<Attempt> {
  const { encryption, parts } = jwe;
  const said = jwe.management.kind === 'rsa-oaep' ? jwe.management.hash : '';
  for (const key of keys)
    yield {
      contentKey: await decryptOaep(key, said, parts.encryptedKey),
      isProven: true,
      encryption,
      fault: null,
      instead: null,
      key,
    };
  for (const key of keys.slice(0, keysForMistakes))
    for (const [instead, management] of managementsOf('rsa-oaep')) {
      if (management.kind !== 'rsa-oaep' || management.hash === said) continue;
      const contentKey = await decryptOaep(key, management.hash, parts.encryptedKey);
      yield { contentKey, isProven: true, encryption, fault: 'oaep-hash', instead, key };
    }
}

async function decryptOaep(key: ClientKey, hash: string, encryptedKey: Bytes): Promise<Bytes | null> {
  return await orNull(async () => {
    const imported = await importPrivateKey(key, { name: 'RSA-OAEP', hash }, ['decrypt']);
    return new Uint8Array(await crypto.subtle.decrypt('RSA-OAEP', imported, encryptedKey));
  });
}

/** Every way to decrypt with private keys of the curve that the ephemeral key is on. */
export async function* agreementAttempts(
  jwe: Encrypted,
  ephemeral: EphemeralKey,
  keys: readonly ClientKey[],
): AsyncGenerator<Attempt> {
  const agreed: { key: ClientKey; shared: Bytes }[] = [];
  for (const key of keys) {
    const shared = await agreeWith(key, ephemeral);
    if (shared) agreed.push({ key, shared });
  }
  const said = agreementWay(jwe);
  for (const { key, shared } of agreed) yield { ...(await follow(said, shared, jwe.parts)), key };
  for (const { key, shared } of agreed.slice(0, keysForMistakes))
    for (const way of mistakenWays(jwe, said)) yield { ...(await follow(way, shared, jwe.parts)), key };
}

async function agreeWith(key: ClientKey, ephemeral: EphemeralKey): Promise<Bytes | null> {
  return await orNull(async () => {
    const imported = await importPrivateKey(key, agreementOn(ephemeral.crv), ['deriveBits']);
    return await agree(imported, ephemeral);
  });
}

interface AgreementWay extends Pick<Attempt, 'encryption' | 'fault' | 'instead'> {
  readonly wrapped: number | null;
  readonly kdf: KdfInput;
}

async function follow(
  { wrapped, kdf, encryption, fault, instead }: AgreementWay,
  shared: Bytes,
  parts: JweParts,
) {
  const derived = await concatKdf(shared, wrapped ?? encryption.keyLength, kdf);
  const contentKey = wrapped === null ? derived : await unwrapKey(derived, parts.encryptedKey);
  return { contentKey, isProven: wrapped !== null, encryption, fault, instead };
}

/** The way that the header says. */
function agreementWay({ alg, enc, management, encryption, header }: Encrypted): AgreementWay {
  const wrapped = management.kind === 'ecdh-es' ? management.wrapped : null;
  const [partyU, partyV] = [partyInfo(header['apu']), partyInfo(header['apv'])];
  const parties = { partyU: partyU ?? new Uint8Array(), partyV: partyV ?? new Uint8Array() };
  const algorithmId = wrapped === null ? enc : alg;
  return { wrapped, encryption, kdf: { algorithmId, ...parties }, fault: null, instead: null };
}

/** The mistakes that servers may make instead. */
function mistakenWays({ alg, enc, header }: Encrypted, said: AgreementWay): AgreementWay[] {
  const { wrapped } = said;
  const { algorithmId, ...parties } = said.kdf;

  const otherIds = [enc, alg, alg.replace('ECDH-ES+', ''), 'ECDH-ES', '']
    .filter((id, index, all) => id !== algorithmId && all.indexOf(id) === index)
    .map((id): AgreementWay => ({
      ...said,
      kdf: { algorithmId: id, ...parties },
      fault: 'kdf-algorithm-id',
      instead: id,
    }));
  const rawParty = (name: string) => utf8(typeof header[name] === 'string' ? header[name] : '');
  const otherParties = [
    { partyU: new Uint8Array(), partyV: new Uint8Array() },
    { partyU: rawParty('apu'), partyV: rawParty('apv') },
    { partyU: parties.partyV, partyV: parties.partyU },
  ].map((party): AgreementWay => ({
    ...said,
    kdf: { algorithmId, ...party },
    fault: 'party-info',
    instead: null,
  }));
  const hasParties = header['apu'] !== undefined || header['apv'] !== undefined;
  const otherAlgs = managementsOf('ecdh-es').flatMap(([name, other]): AgreementWay[] => {
    if (other.kind !== 'ecdh-es' || name === alg) return [];
    const kdf = { algorithmId: other.wrapped === null ? enc : name, ...parties };
    return [{ ...said, wrapped: other.wrapped, kdf, fault: 'alg-label', instead: name }];
  });
  const otherEncs = encryptionNames.flatMap((name): AgreementWay[] => {
    const other = encryptionOf(name);
    // With a wrapped key, its own length says which encryption it is for.
    if (!other || name === enc || wrapped !== null) return [];
    return [
      {
        ...said,
        encryption: other,
        kdf: { algorithmId: name, ...parties },
        fault: 'enc-label',
        instead: name,
      },
    ];
  });
  return [...otherEncs, ...otherAlgs, ...(hasParties ? otherParties : []), ...otherIds];
}

function managementsOf(kind: KeyManagement['kind']): [string, KeyManagement][] {
  return managementNames.flatMap((name): [string, KeyManagement][] => {
    const management = managementOf(name);
    return management?.kind === kind ? [[name, management]] : [];
  });
}
