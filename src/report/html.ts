import { clauseUrl } from '../wording/clauses.ts';
import { visibleText } from '../wording/visible.ts';
import { css } from './html-style.ts';
import type { Line, Report } from './report.ts';
import type { RunHead } from './run.ts';

/** What the page may do: show itself, in the one style whose digest this is. No script, no request. */
const policy = [
  "default-src 'none'",
  "style-src 'sha256-KLp46IVWAg5yp6HIpsCPaw+BcE1HWYAvyNQByW4AcYA='",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * Reports as one page of HTML without script, for light, dark and paper. All text in it is text.
 *
 * @param notes what is said of the file as a whole, in sentences
 * @param run the run that they are of, if they are
 */
export function htmlPage(
  reports: readonly Report[],
  notes: readonly string[],
  run: RunHead | null = null,
): string {
  const title = run ? `Run: ${run.name}` : titleOf(reports);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">`,
    '<meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escaped(title)}</title>`,
    `<style>${css}</style>`,
    '</head>',
    '<body>',
    ...(run || reports.length > 1 ? contents(title, reports, run?.facts ?? []) : []),
    ...reports.map((report, index) => article(report, index)),
    `<footer>${notes.map((note) => `<p>${prose(note)}</p>`).join('\n')}</footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function titleOf(reports: readonly Report[]): string {
  return reports.length === 1 ? (reports[0]?.title ?? '') : `${reports.length} authorization responses`;
}

function contents(title: string, reports: readonly Report[], facts: readonly Line[]): string[] {
  const items = reports.map(
    (report, index) =>
      `<li class="${tone(report)}"><a href="#r${index + 1}">${escaped(report.title)}</a></li>`,
  );
  return [`<h1>${escaped(visibleText(title))}</h1>`, lines(facts), `<nav><ol>${items.join('\n')}</ol></nav>`];
}

function article(report: Report, index: number): string {
  const { title, summary, facts, sections, lists, passed } = report;
  return [
    `<article id="r${index + 1}" class="${tone(report)}">`,
    `<h2>${escaped(title)}</h2>`,
    `<p>${escaped(summary)}</p>`,
    lines(facts),
    ...sections.map(({ title, findings }) =>
      [
        `<section><h3>${escaped(title)}</h3>`,
        ...findings.map(({ title, lines: own, clauses, certainty, check, catalogue }) =>
          [
            `<section class="finding"><h4>${escaped(title)}</h4>`,
            '<dl>',
            own.map(row).join('\n'),
            `<dt>Clause</dt><dd>${clauses.map(clause).join(', ')}</dd>`,
            certainty === null ? '' : `<dt>Certainty</dt><dd>${escaped(certainty)}</dd>`,
            `<dt>Check</dt><dd>${code(check)} (${escaped(catalogue)})</dd>`,
            '</dl></section>',
          ].join('\n'),
        ),
        '</section>',
      ].join('\n'),
    ),
    ...lists.map(({ title, findings }) => {
      const items = findings.map(({ title, check }) => `<li>${escaped(title)} (${code(check)})</li>`);
      return `<section><h3>${escaped(title)}</h3><ul>${items.join('\n')}</ul></section>`;
    }),
    passed.length > 0 ? `<section><h3>Passed</h3><p>${passed.map(code).join(', ')}</p></section>` : '',
    '</article>',
  ].join('\n');
}

/** What a file brought is never green by its own word. */
function tone({ kind, stated }: Report): string {
  return kind === 'valid' && stated.length > 0 ? 'stated' : kind;
}

function lines(all: readonly Line[]): string {
  return `<dl>\n${all.map(row).join('\n')}\n</dl>`;
}

function row({ name, text, code: quoted }: Line): string {
  return `<dt>${escaped(name)}</dt><dd>${quoted === undefined ? escaped(text) : code(quoted)}</dd>`;
}

function clause(label: string): string {
  const url = clauseUrl(label);
  return url ? `<a href="${escaped(url)}">${escaped(label)}</a>` : escaped(label);
}

function code(text: string): string {
  return `<code>${escaped(visibleText(text))}</code>`;
}

/** A sentence of ours, in which code stands between backticks. */
function prose(text: string): string {
  return escaped(text).replace(/`([^`]*)`/g, '<code>$1</code>');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
