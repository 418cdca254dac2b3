import type { Context, Finding, Outcome } from './checks/check.ts';

/** What an authorization response can be protected from. */
export const protectionNames = [
  'integrity',
  'confidentiality',
  'source',
  'audience',
  'mix-up',
  'forgery',
  'injection',
  'replay',
] as const;
export type ProtectionName = (typeof protectionNames)[number];

/** Whether something protected a response. */
export interface Protection {
  readonly name: ProtectionName;
  /** `none` where nothing that could protect it was there. */
  readonly held: Outcome | 'none';
  /** The finding that says so; null where there is none. */
  readonly finding: Finding | null;
}

/** The checks that tell, of which the worst counts. */
const tellers: Readonly<Record<ProtectionName, readonly string[]>> = {
  integrity: ['signature'],
  confidentiality: ['decrypt'],
  source: ['iss-match', 'iss-param-match'],
  audience: ['aud-match'],
  'mix-up': ['iss-match', 'iss-param-match', 'no-mixup-defence'],
  forgery: ['state-echo', 'state-unsolicited', 'csrf-binding'],
  injection: ['pkce', 'pkce-plain'],
  replay: ['exp-valid', 'jarm-replay'],
};

/** From the worst to the best. */
const severity: readonly Outcome[] = ['fail', 'warn', 'unsupported', 'skip', 'pass'];

/** What protected a response on its way (RFC 6749 10; RFC 9700 4; JARM 5), told by what was found of it. */
export function protectionsOf(context: Context, findings: readonly Finding[]): Protection[] {
  return protectionNames.map((name) => {
    // What an unsigned JWT, or none, says of itself can be written by anyone.
    const isHidden = name === 'confidentiality' && context.jwe === null;
    const telling = isHidden ? [] : findings.filter(({ check }) => tellers[name].includes(check));
    for (const outcome of severity) {
      const finding = telling.find((one) => one.outcome === outcome);
      if (finding) return { name, held: outcome, finding };
    }
    return { name, held: 'none', finding: null };
  });
}
