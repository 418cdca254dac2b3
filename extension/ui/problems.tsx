import type { Fetched } from '../../src/records.ts';
import { fetchSentence } from '../../src/wording/fetches.ts';

interface ProblemsProps {
  readonly problems: readonly Fetched[];
  /** The issuer as the user registered it. */
  readonly issuer: string;
}

/** Why documents could not be had, one sentence each. */
export function Problems({ problems, issuer }: ProblemsProps) {
  return (
    <>
      {problems.map((one) => (
        <p key={`${one.url} ${one.problem}`} class="problem" data-problem={one.problem}>
          {one.problem && fetchSentence(one.problem, one, issuer)}.
        </p>
      ))}
    </>
  );
}
