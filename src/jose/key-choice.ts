import type { ClientKey, KeyFacts } from './client-keys.ts';
import type { KeyManagement } from './encryption-algorithms.ts';

/** Which of the client's keys a JWE may have been encrypted for. */
export interface KeyChoice<Key extends KeyFacts = ClientKey> {
  /** Every key that carries the JWE's `kid`. */
  readonly named: readonly Key[];
  /** Every key that fits by type, curve, use, operation and `alg`. */
  readonly fitting: readonly Key[];
  /** What is tried: named ones first, then what fits, then what fits by type alone. */
  readonly inOrder: readonly Key[];
}

/**
 * Chooses among the client's keys (RFC 7516 5.2 step 6; JARM 2.4).
 *
 * @param crv the curve of the ephemeral key; undefined where it is not known
 */
export function chooseKeys(
  keys: readonly ClientKey[],
  management: KeyManagement,
  {
    alg,
    kid,
    crv,
  }: { readonly alg: string; readonly kid: string | undefined; readonly crv: string | undefined },
): KeyChoice {
  const typed = keys.filter((key) =>
    management.kind === 'rsa-oaep' ? key.kty === 'RSA' : key.crv !== undefined && key.crv === crv,
  );
  const operations = management.kind === 'rsa-oaep' ? ['decrypt', 'unwrapKey'] : ['deriveKey', 'deriveBits'];
  const fitting = typed.filter(
    (key) =>
      (key.use === undefined || key.use === 'enc') &&
      (key.keyOps === undefined || key.keyOps.some((one) => operations.includes(one))) &&
      (key.alg === undefined || key.alg === alg),
  );
  const named = kid === undefined ? [] : keys.filter((key) => key.kid === kid);
  const inOrder = [...new Set([...named.filter((key) => typed.includes(key)), ...fitting, ...typed])];
  return { named, fitting, inOrder };
}
