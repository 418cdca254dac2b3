import type { Inspection } from '../inspect.ts';
import type { Redactor } from '../report/redact.ts';
import { findingTitle } from '../wording/titles.ts';
import { valueText } from '../wording/values.ts';

/** One finding as a file for other programs holds it: values as text, times in UTC. */
export interface FindingFile {
  readonly check: string;
  readonly catalogue: string;
  readonly outcome: string;
  readonly code: string | null;
  readonly title: string;
  readonly clauses: readonly string[];
  readonly certainty: string;
  readonly expected: string | null;
  readonly observed: string | null;
  readonly accepted: boolean;
}

/** The findings of one response, as far as they may leave. */
export function findingsOf({ findings }: Inspection, redactor: Redactor): FindingFile[] {
  return findings.map((finding) => {
    const { check, catalogue, outcome, code, clauses, certainty, expected, observed, accepted } = finding;
    return {
      check,
      catalogue,
      outcome,
      code: code ?? null,
      title: findingTitle(finding),
      clauses,
      certainty,
      expected: expected ? valueText(redactor.value(expected), 'UTC') : null,
      observed: observed ? valueText(redactor.value(observed), 'UTC') : null,
      accepted: accepted !== undefined,
    };
  });
}
