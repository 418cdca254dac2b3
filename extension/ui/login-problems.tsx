import { type LoginProblem, type LoginProblemCode, isArguable } from '../../src/login/problem.ts';
import { loginProblemSentence } from '../../src/wording/login.ts';

interface LoginProblemsProps {
  readonly problems: readonly LoginProblem[];
  /** What the user sends the request in spite of. */
  readonly inSpiteOf: readonly LoginProblemCode[];
  readonly onInSpiteOf: (codes: readonly LoginProblemCode[]) => void;
}

/** What stands in the way of a request, before anything is sent: where the server has the last word, it may be sent. */
export function LoginProblems({ problems, inSpiteOf, onInSpiteOf }: LoginProblemsProps) {
  return (
    <div role="alert">
      <p>Nothing was sent:</p>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.detail}`} class="tone-fail">
            {loginProblemSentence(problem)}.
            {isArguable(problem) && (
              <label>
                <input
                  type="checkbox"
                  checked={inSpiteOf.includes(problem.code)}
                  onChange={({ currentTarget }) =>
                    onInSpiteOf(
                      currentTarget.checked
                        ? [...inSpiteOf, problem.code]
                        : inSpiteOf.filter((code) => code !== problem.code),
                    )
                  }
                />{' '}
                Send it all the same
              </label>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
