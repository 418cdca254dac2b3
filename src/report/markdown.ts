import { clauseUrl } from '../wording/clauses.ts';
import { visibleText } from '../wording/visible.ts';
import type { Line, Report } from './report.ts';
import type { RunHead } from './run.ts';

/**
 * A report in Markdown (CommonMark), as paragraphs.
 *
 * @param level of its heading
 */
export function markdown({ title, summary, facts, sections, lists, passed }: Report, level = 1): string[] {
  const heading = (below: number, text: string) => `${'#'.repeat(level + below)} ${text}`;
  return [
    heading(0, title),
    summary,
    facts.map(line).join('\n'),
    ...sections.flatMap(({ title, findings }) => [
      heading(1, title),
      ...findings.map(({ title, lines, clauses, certainty, check, catalogue }) =>
        [
          heading(2, title),
          [
            ...lines.map(line),
            `- Clause: ${clauses.map(clause).join(', ')}`,
            ...(certainty === null ? [] : [`- Certainty: ${certainty}`]),
            `- Check: ${code(check)} (${catalogue})`,
          ].join('\n'),
        ].join('\n\n'),
      ),
    ]),
    ...lists.flatMap(({ title, findings }) => [
      heading(1, title),
      findings.map(({ title, check }) => `- ${title} (${code(check)})`).join('\n'),
    ]),
    ...(passed.length > 0 ? [heading(1, 'Passed'), passed.map(code).join(', ')] : []),
  ];
}

/** What stands above the reports of a run, as paragraphs. */
export function runMarkdown({ name, facts }: RunHead): string[] {
  return [`# Run: ${code(name)}`, facts.map(line).join('\n')];
}

function line({ name, text, code: quoted }: Line): string {
  return `- ${name}: ${quoted === undefined ? text : code(quoted)}`;
}

function clause(label: string): string {
  const url = clauseUrl(label);
  return url ? `[${label}](${url})` : label;
}

/** Text as code, whatever it holds (CommonMark 6.1): what a server sent must not become Markdown. */
export function code(text: string): string {
  const shown = visibleText(text);
  const runs = shown.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  return /^`|`$/.test(shown) || shown === '' ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}
