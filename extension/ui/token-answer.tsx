import type { Value } from '../../src/checks/check.ts';
import type { TokenAnswer } from '../../src/login/token-answer.ts';
import { valueText } from '../../src/wording/values.ts';
import { verdictSentence } from '../../src/wording/verdict.ts';
import { Findings } from './findings.tsx';
import { NameTable } from './json-table.tsx';
import { Mark, verdictTone } from './mark.tsx';

/** What the token endpoint gave: its members with the tokens masked, and the ID token as it was judged. */
export function TokenAnswerView({ answer }: { readonly answer: TokenAnswer }) {
  const { members, idToken, lacksIdToken, status } = answer;
  return (
    <section aria-label="Answer of the token endpoint" data-status={status}>
      <h3>The server answered with status {status}</h3>
      <NameTable
        rows={members.map(([name, value]) => ({ name, text: masked(value) }))}
        label="Members of the answer"
      />
      {lacksIdToken && <p class="tone-fail">openid was asked for, and no ID token came.</p>}
      {idToken && (
        <section aria-label="ID token of the answer" data-verdict={idToken.verdict.kind}>
          <h3>
            <Mark tone={verdictTone(idToken.verdict)} /> ID token: {verdictSentence(idToken.verdict)}
          </h3>
          <Findings findings={idToken.findings} />
        </section>
      )}
    </section>
  );
}

/** Of a token only how long it is. */
function masked(value: Value): string {
  return value.kind === 'token' ? `(${value.value.length} characters)` : valueText(value);
}
