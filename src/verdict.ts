import type { Finding, Outcome } from './checks/check.ts';

/**
 * The findings folded. `pending`: the issuer is being asked, or what came before is looked for. `unverified`: nothing
 * is wrong, but the signature could not be checked, its own or that of its ID token. `unsigned`: nothing is wrong with a
 * plain response, which carries no signature, whatever its ID token says. Only a response whose signature was verified
 * is `valid`.
 */
export type VerdictKind = 'rejected' | 'pending' | 'unverified' | 'unsigned' | 'valid';

export interface Verdict {
  readonly kind: VerdictKind;
  /** The finding that the sentence is about: what failed first, is missing, or is warned of. Null where there is none. */
  readonly reason: Finding | null;
  readonly counts: Counts;
}

/** How many findings there are of each outcome, and apart from these, how many were accepted. What is not watched is none. */
export type Counts = Readonly<Record<Outcome | 'accepted', number>>;

/**
 * Folds findings into a verdict: the worst wins, and what could not be checked is never "valid". What was accepted is
 * counted, and passed over.
 *
 * @param signedBy the check that has to pass for "valid"
 */
export function foldVerdict(
  all: readonly Finding[],
  isJwt: boolean,
  signedBy: 'signature' | 'idt-signature' = 'signature',
): Verdict {
  const findings = all.filter(({ accepted }) => !accepted);
  const accepted = all.length - findings.length;
  const counts = { pass: 0, fail: 0, warn: 0, info: 0, skip: 0, unsupported: 0, accepted };
  // What the client does not watch for was not asked.
  for (const { outcome, code } of findings) if (code !== 'not-watched') counts[outcome] += 1;
  const first = (test: (finding: Finding) => boolean) => findings.find(test) ?? null;
  const failed = first(({ outcome }) => outcome === 'fail');
  if (failed) return { kind: 'rejected', reason: failed, counts };
  const cut = first(({ check }) => check === 'response-whole');
  if (cut) return { kind: 'unverified', reason: cut, counts };
  const warned = first(({ outcome }) => outcome === 'warn');
  const pending = first(isAwaited) ?? first(({ code }) => code === 'history-pending');
  if (pending) return { kind: 'pending', reason: pending, counts };
  if (!isJwt) return { kind: 'unsigned', reason: warned, counts };
  const signature = first(({ check }) => check === signedBy);
  const open = first(
    ({ check, outcome }) => ofIdToken.has(check) && outcome !== 'pass' && outcome !== 'info',
  );
  if (signature?.outcome === 'pass' && !open) return { kind: 'valid', reason: warned, counts };
  const missing =
    signature && signature.outcome !== 'pass' ? signature : first(({ check }) => check === 'decrypt');
  return { kind: 'unverified', reason: missing?.outcome === 'pass' ? open : (missing ?? open), counts };
}

/** The checks that say whether an ID token can be believed. */
const ofIdToken: ReadonlySet<string> = new Set(['idt-decrypt', 'idt-signature']);

/** Whether a finding waits for the issuer to be asked. */
export function isAwaited({ code }: Finding): boolean {
  return code === 'keys-pending';
}
