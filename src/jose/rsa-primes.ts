import { base64url } from 'jose';
import { decodeBase64url } from './base64url.ts';

/** The members of a private RSA key that WebCrypto asks for (RFC 7518 6.3). */
const members = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'] as const;
type RsaPrivateJwk = Readonly<Record<(typeof members)[number], string>>;

/** The longest modulus whose primes are looked for, in bits: the time grows with its third power. */
const longestModulus = 8192;

/**
 * Completes a private RSA key of which only modulus and exponents are given: WebCrypto refuses it without its primes,
 * though RFC 7518 6.3.2 makes `d` the only private member that must be there.
 *
 * @returns null where the exponents do not belong to the modulus
 */
export function completeRsaKey(jwk: Readonly<Record<string, string>>): RsaPrivateJwk | null {
  const [n, e, d] = [readNumber(jwk['n']), readNumber(jwk['e']), readNumber(jwk['d'])];
  if (n === null || e === null || d === null) return null;
  if ([n, e, d].some((number) => number.toString(2).length > longestModulus)) return null;
  const p = findFactor(n, e, d);
  if (p === null) return null;
  const q = n / p;
  const qi = inverse(q, p);
  return {
    n: writeNumber(n),
    e: writeNumber(e),
    d: writeNumber(d),
    p: writeNumber(p),
    q: writeNumber(q),
    dp: writeNumber(d % (p - 1n)),
    dq: writeNumber(d % (q - 1n)),
    qi: writeNumber(qi),
  };
}

/** Whether a private RSA key names its primes and all that follows from them. */
export function isCompleteRsaKey(jwk: Readonly<Record<string, string>>): boolean {
  return members.every((name) => jwk[name] !== undefined);
}

/** Bases enough: each one finds the factors with a chance of one half or better. */
const bases = [
  2n,
  3n,
  5n,
  7n,
  11n,
  13n,
  17n,
  19n,
  23n,
  29n,
  31n,
  37n,
  41n,
  43n,
  47n,
  53n,
  59n,
  61n,
  67n,
  71n,
];

/**
 * The larger prime of a modulus. As e·d − 1 is a multiple of the order of every number, a root of 1 that is neither 1
 * nor −1 is found by taking a power apart, and it shares one prime with the modulus (NIST SP 800-56B, appendix C).
 */
function findFactor(n: bigint, e: bigint, d: bigint): bigint | null {
  let odd = e * d - 1n;
  if (n < 15n || n % 2n === 0n || odd <= 0n || odd % 2n === 1n) return null;
  let halvings = 0;
  for (; odd % 2n === 0n; odd /= 2n) halvings += 1;
  for (const base of bases) {
    let power = raise(base, odd, n);
    for (let i = 0; i < halvings && power !== 1n && power !== n - 1n; i += 1) {
      const square = (power * power) % n;
      if (square === 1n) {
        const one = greatestDivisor(power - 1n, n);
        const other = n / one;
        return one > other ? one : other;
      }
      power = square;
    }
    // No power led to 1: the exponents belong to another modulus, and no other base would do better.
    if (power !== 1n && power !== n - 1n) return null;
  }
  return null;
}

function raise(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (const bit of exponent.toString(2).split('').toReversed()) {
    if (bit === '1') result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

function greatestDivisor(one: bigint, other: bigint): bigint {
  let [larger, smaller] = [one, other];
  while (smaller > 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

function inverse(number: bigint, modulus: bigint): bigint {
  let [rest, divisor, x, next] = [modulus, number % modulus, 0n, 1n];
  while (divisor > 0n) {
    const quotient = rest / divisor;
    [rest, divisor] = [divisor, rest % divisor];
    [x, next] = [next, x - quotient * next];
  }
  return ((x % modulus) + modulus) % modulus;
}

function readNumber(text: string | undefined): bigint | null {
  const bytes = text === undefined ? null : decodeBase64url(text);
  if (!bytes || typeof bytes === 'string' || bytes.length === 0) return null;
  return BigInt(`0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`);
}

function writeNumber(number: bigint): string {
  const hex = number.toString(16);
  const pairs = hex.padStart(hex.length + (hex.length % 2), '0').match(/../g) ?? [];
  return base64url.encode(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)));
}
