import type { Certainty } from '../checks/check.ts';

const sentences: Readonly<Record<Exclude<Certainty, 'proven'>, string>> = {
  'as-registered': 'As certain as what was typed in: the registration, or what was added to the request.',
  'as-observed': 'As certain as this browser sees: what happens out of its sight is not counted.',
  'as-sent': 'As certain as what this tool sent: the browser did not see it.',
  estimated: 'An estimate, by a rule of thumb.',
};

/** What a finding rests on, in one sentence; null where it is proven by what was received. */
export function certaintySentence(certainty: Certainty): string | null {
  return certainty === 'proven' ? null : sentences[certainty];
}
