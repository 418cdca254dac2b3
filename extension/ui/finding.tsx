import type { ComponentChildren } from 'preact';
import type { Finding } from '../../src/checks/check.ts';
import { certaintySentence } from '../../src/wording/certainty.ts';
import { clauseTitle, clauseUrl } from '../../src/wording/clauses.ts';
import { explain } from '../../src/wording/explanations.ts';
import { suiteConditions } from '../../src/wording/suite.ts';
import { findingTitle } from '../../src/wording/titles.ts';
import { Compare } from './compare.tsx';
import { Fold } from './fold.tsx';
import { outcomeLabels } from './labels.ts';
import { Received } from './received.tsx';
import { dateAndTime } from './time.ts';

interface FindingItemProps {
  readonly finding: Finding;
  /** Whether it is open to begin with. */
  readonly open: boolean;
  /** What can be done about it. */
  readonly children?: ComponentChildren;
}

/** One finding: a line that opens to what was expected and observed, why it matters and who has to act. */
export function FindingItem({ finding, open, children }: FindingItemProps) {
  const { check, outcome, accepted } = finding;
  const line = (
    <>
      <span class="title">
        <span class="unseen">{accepted ? 'Accepted' : outcomeLabels[outcome]}: </span>
        {findingTitle(finding)}
      </span>
      <code class="check">{check}</code>
    </>
  );
  return (
    <Fold class="finding" outcome={accepted ? 'info' : outcome} check={check} open={open} line={line}>
      <div class="finding-body">
        <Compare finding={finding} />
        {accepted && (
          <p>
            <b>Accepted until {dateAndTime(accepted.until)}:</b> <Received text={accepted.reason} />
          </p>
        )}
        <Explanation finding={finding} />
        {children}
      </div>
    </Fold>
  );
}

function Explanation({ finding }: { readonly finding: Finding }) {
  const { why, act, todo } = explain(finding);
  const certainty = isJudged(finding) ? certaintySentence(finding.certainty) : null;
  return (
    <>
      {why !== '' && <p class="why">{why}</p>}
      {todo !== null && (
        <p class="todo">
          <b>{act}:</b> {todo}
        </p>
      )}
      {certainty !== null && <p class="certainty">{certainty}</p>}
      <p class="clauses">
        {finding.clauses.map((label) => (
          <Clause key={label} label={label} />
        ))}
        <Suite catalogue={finding.catalogue} />
      </p>
    </>
  );
}

/** Whether a finding says anything of the response: one that was skipped is neither certain nor uncertain. */
function isJudged({ outcome }: Finding): boolean {
  return outcome !== 'skip' && outcome !== 'unsupported';
}

/** What the OpenID Foundation's conformance suite calls it, for who knows its logs. */
function Suite({ catalogue }: { readonly catalogue: string }) {
  const conditions = suiteConditions(catalogue);
  if (conditions.length === 0) return null;
  return (
    <span class="suite" title="What the OpenID Foundation's conformance suite calls this">
      Conformance suite:{' '}
      {conditions.map((condition, index) => (
        <span key={condition}>
          {index > 0 && ', '}
          <code>{condition}</code>
        </span>
      ))}
    </span>
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
