import * as v from 'valibot';
import type { Finding } from './checks/check.ts';

/** A finding that the tester has accepted for a client: a server's known quirk, which need not be told each time. */
export const Accepted = v.object({
  check: v.string(),
  /** Which of several ways it fails; null where it has one. */
  code: v.nullable(v.string()),
  reason: v.string(),
  /** It holds for responses that arrive before this moment, in milliseconds since 1970. */
  until: v.number(),
});
export type Accepted = v.InferOutput<typeof Accepted>;

/** All that is accepted for one client. Kept on disk; written by the panel. */
export const AcceptedRecord = v.object({
  /** The client's id in the registration. */
  client: v.string(),
  /** Whose client it was when it was accepted: what is a quirk of one server is none of another. */
  issuer: v.string(),
  /** New with every change. */
  revision: v.string(),
  findings: v.array(Accepted),
});
export type AcceptedRecord = v.InferOutput<typeof AcceptedRecord>;

/** What says whether a response can be believed at all: signature, `iss`, `aud`, `exp` and `alg: none`. */
const never = new Set([
  'alg-none',
  'alg-present',
  'signature',
  'kid-known',
  'hmac-public-key',
  'hmac-public-client',
  'decrypt',
  'iss-present',
  'iss-match',
  'iss-param-match',
  'aud-present',
  'aud-match',
  'exp-present',
  'exp-valid',
  'idt-decrypt',
  'idt-signature',
  'idt-iss',
  'idt-aud',
  'idt-exp',
]);

/** Whether a finding may be accepted: it is wrong, and does not say that the response cannot be believed at all. */
export function canBeAccepted({ check, code, outcome }: Finding): boolean {
  if (outcome !== 'fail' && outcome !== 'warn') return false;
  // An ID token that is not signed at all.
  return !never.has(check) && !(check === 'idt-alg' && code === 'none');
}

/** The findings, those that were accepted marked so. */
export function markAccepted(
  findings: readonly Finding[],
  accepted: readonly Accepted[],
  arrivedAt: number,
): readonly Finding[] {
  if (accepted.length === 0) return findings;
  return findings.map((finding) => {
    const own = canBeAccepted(finding)
      ? accepted.find(
          ({ check, code, until }) =>
            check === finding.check && code === (finding.code ?? null) && arrivedAt < until,
        )
      : undefined;
    return own ? { ...finding, accepted: { reason: own.reason, until: own.until } } : finding;
  });
}
