import { type Context, type Said, skip } from './check.ts';

/**
 * Judges a time claim at the moment of arrival. The issuer's clock wrote the claim and is asked first; where this
 * computer's clock is known to differ and would make another outcome, one of the two is wrong and nobody here knows
 * which: the finding is milder then and says by whose clock it holds, as `own-clock` or `issuer-clock`.
 *
 * @param judge what is found at a moment, in seconds since 1970
 */
export function atArrival({ arrived, moment, evidence }: Context, judge: (moment: number) => Said): Said {
  const byIssuers = judge(moment);
  // It may have been in time when it came.
  if (evidence.response.from === 'pasted' && isWrong(byIssuers)) return skip('pasted');
  if (evidence.lookups.length === 0 && isWrong(byIssuers)) return skip('keys-pending');
  const byOwn = moment === arrived ? byIssuers : judge(arrived);
  if (isWrong(byIssuers) === isWrong(byOwn)) return byIssuers;
  const [wrong, code] = isWrong(byOwn)
    ? ([byOwn, 'own-clock'] as const)
    : ([byIssuers, 'issuer-clock'] as const);
  return { ...wrong, code, outcome: wrong.outcome === 'fail' ? 'warn' : 'info', certainty: 'as-observed' };
}

function isWrong({ outcome }: Said): boolean {
  return outcome === 'fail' || outcome === 'warn';
}
