import type { Grid, GridCell } from '../login/grid.ts';
import { gridCellLabel, gridCellReason, leftOutSentence, wantedLabels } from '../wording/grid.ts';
import { visibleText } from '../wording/visible.ts';
import { code } from './markdown.ts';

/** The grid of all modes as a table in Markdown (GitHub Flavored Markdown 4.10). No secret is in it. */
export function gridMarkdown(grid: Grid): string {
  const row = (cells: readonly string[]) => `| ${cells.map(markdown).join(' | ')} |`;
  const names = ['response_mode', ...grid.wanted.map((one) => wantedLabels[one])];
  return [
    `# All modes of ${markdown(grid.issuer)}`,
    facts(grid)
      .map(([name, text]) => `- ${name}: ${markdown(text)}`)
      .join('\n'),
    [
      row(names),
      `|${' --- |'.repeat(names.length)}`,
      ...grid.rows.map(({ response_mode, cells }) => row([response_mode, ...cells.map(cellText)])),
    ].join('\n'),
    ...(grid.leftOut.length === 0
      ? []
      : [grid.leftOut.map((one) => `- Left out: ${leftOutSentence(one, code)}`).join('\n')]),
    '',
  ].join('\n\n');
}

/** The same as an HTML table, to be pasted into a page. */
export function gridHtml(grid: Grid): string {
  const head = ['response_mode', ...grid.wanted.map((one) => wantedLabels[one])];
  const title = `All modes of ${grid.issuer}`;
  return [
    '<table>',
    `<caption>${html([title, ...facts(grid).map(([name, text]) => `${name}: ${text}`)].join(', '))}</caption>`,
    `<thead><tr>${head.map((name) => `<th scope="col">${html(name)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...grid.rows.map(({ response_mode, cells }) => {
      const data = cells.map((cell) => `<td>${html(cellText(cell))}</td>`).join('');
      return `<tr><th scope="row">${html(response_mode)}</th>${data}</tr>`;
    }),
    '</tbody>',
    '</table>',
    '',
  ].join('\n');
}

/** The same as JSON: a cell says its verdict, what came, and the check and code of its first reason. */
export function gridJson(grid: Grid): string {
  const { issuer, client_id, response_type, via, leftOut } = grid;
  const rows = grid.rows.map(({ response_mode, cells }) => ({
    response_mode,
    cells: cells.map((cell) => ({
      wanted: cell.wanted,
      state: cell.state.state,
      verdict: cell.answer?.verdict.kind ?? null,
      came: cell.answer?.came ?? null,
      reason: reasonOf(cell),
      text: cellText(cell),
    })),
  }));
  return `${JSON.stringify({ issuer, client_id, response_type, via, rows, leftOut }, null, 2)}\n`;
}

function reasonOf({ answer }: GridCell): { readonly check: string; readonly code: string | null } | null {
  const reason = answer?.verdict.reason;
  return reason ? { check: reason.check, code: reason.code ?? null } : null;
}

function facts({ client_id, response_type, via }: Grid): (readonly [string, string])[] {
  return [
    ['Client', client_id],
    ['Response type', response_type],
    ['Sent as', via],
  ];
}

function cellText(cell: GridCell): string {
  const reason = gridCellReason(cell);
  return reason === null ? gridCellLabel(cell) : `${gridCellLabel(cell)}: ${reason}`;
}

/** Text that is nothing to Markdown, in a table or out of it: what metadata say must not become any. */
function markdown(text: string): string {
  return visibleText(text).replaceAll(/[\\`*_{}[\]()<>#+!|~&]/g, String.raw`\$&`);
}

function html(text: string): string {
  return visibleText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
