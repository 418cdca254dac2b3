import type { Finding } from '../../src/checks/check.ts';
import { clauseTitle, clauseUrl } from '../../src/wording/clauses.ts';
import { explain } from '../../src/wording/explanations.ts';
import { findingTitle } from '../../src/wording/titles.ts';
import { Compare } from './compare.tsx';
import { outcomeLabels } from './labels.ts';
import { Mark, outcomeTone } from './mark.tsx';

interface FindingItemProps {
  readonly finding: Finding;
  /** Whether it is open to begin with. */
  readonly open: boolean;
}

/** One finding: a line that opens to what was expected and observed, why it matters and who has to act. */
export function FindingItem({ finding, open }: FindingItemProps) {
  const { check, outcome } = finding;
  return (
    <details class="finding" open={open} data-check={check} data-outcome={outcome}>
      <summary>
        <Mark tone={outcomeTone(outcome)} />
        <span class="title">
          <span class="unseen">{outcomeLabels[outcome]}: </span>
          {findingTitle(finding)}
        </span>
        <code class="check">{check}</code>
      </summary>
      <div class="finding-body">
        <Compare finding={finding} />
        <Explanation finding={finding} />
      </div>
    </details>
  );
}

function Explanation({ finding }: { readonly finding: Finding }) {
  const { why, act, todo } = explain(finding);
  return (
    <>
      {why !== '' && <p class="why">{why}</p>}
      {todo !== null && (
        <p class="todo">
          <b>{act}:</b> {todo}
        </p>
      )}
      <p class="clauses">
        {finding.clauses.map((label) => (
          <Clause key={label} label={label} />
        ))}
      </p>
    </>
  );
}

/** A clause of a specification: a link made of the check's own data, never of what a response brought. */
function Clause({ label }: { readonly label: string }) {
  const url = clauseUrl(label);
  if (!url) return <span>{label}</span>;
  return (
    <a href={url} target="_blank" rel="noreferrer" title={clauseTitle(label)}>
      {label}
    </a>
  );
}
