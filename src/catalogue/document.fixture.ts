import type { Check, Family, Outcome } from '../checks/check.ts';
import { catalogue } from '../checks/index.ts';
import type { Mutation } from '../mutations/mutation.fixture.ts';
import { mutations } from '../mutations/mutations.fixture.ts';
import { fitting } from '../mutations/results.fixture.ts';
import { profiles } from '../profile.ts';
import { tables } from '../profiles/index.ts';
import { clauseTitle, clauseUrl } from '../wording/clauses.ts';
import { suite } from '../wording/suite.ts';
import { codesOf, findingTitle } from '../wording/titles.ts';
import { elsewhere } from './elsewhere.fixture.ts';
import { endOf } from './ends.ts';
import { sections } from './rules.ts';

const checks = catalogue.flatMap(([, family]) => family);

/** A cell of a table: a bar would end it. */
const cell = (text: string) => text.replaceAll('|', '\\|');
const row = (...cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');
const code = (text: string) => `\`${text}\``;

function clause(label: string): string {
  const url = clauseUrl(label);
  return url ? `[${label}](${url} "${clauseTitle(label)}")` : label;
}

function endText(id: string): string {
  const end = endOf(id);
  if (end.end === 'construction') return `Cannot be broken here. ${end.how} See ${code(end.where)}.`;
  if (end.end === 'unknowable') return `Not knowable here. ${end.why} It would take: ${end.needs}`;
  const own = checks.filter((check) => check.catalogue === id).map(({ name }) => name);
  return [...own, ...(end.by ?? [])].map(code).join(', ');
}

function rulesSection(): string {
  const parts = sections.map(({ title, rules }) =>
    [
      `### ${title}`,
      table(
        ['Rule', 'Name', 'Judged by', 'Conformance suite'],
        Object.entries(rules).map(([id, name]) => [
          id,
          name,
          endText(id),
          (suite[id] ?? []).map(code).join(', '),
        ]),
      ),
    ].join('\n\n'),
  );
  return ['## Rules', ...parts].join('\n\n');
}

function checkText(check: Check, outcomes: ReadonlyMap<string, Outcome>): string {
  const { name, clauses, certainty = 'proven' } = check;
  const says = [
    `- ${code('pass')}: ${findingTitle({ check: name, outcome: 'pass' })}`,
    ...codesOf(name).map((one) => {
      const outcome = outcomes.get(`${name} ${one}`) ?? elsewhere[`${name} ${one}`]?.outcome ?? 'fail';
      return `- ${outcome} ${code(one)}: ${findingTitle({ check: name, outcome, code: one })}`;
    }),
  ];
  return [
    `#### ${name}`,
    `Rule ${check.catalogue}. Rests on: ${certainty}. ${clauses.map(clause).join(', ')}`,
    says.join('\n'),
  ].join('\n\n');
}

function familySection(
  [family, list]: readonly [Family, readonly Check[]],
  outcomes: ReadonlyMap<string, Outcome>,
): string {
  return [`### ${family}`, ...list.map((check) => checkText(check, outcomes))].join('\n\n');
}

function profileSection(): string {
  const parts = profiles
    .filter((profile) => Object.keys(tables[profile]).length > 0)
    .map((profile) =>
      [
        `### ${profile}`,
        table(
          ['Check', 'Code', 'Outcome', 'Clause'],
          Object.entries(tables[profile]).map(([name, { outcome, clauses }]) => {
            const [check = '', ...rest] = name.split(' ');
            return [code(check), rest.join(' '), outcome, clauses.map(clause).join(', ')];
          }),
        ),
      ].join('\n\n'),
    );
  return [
    '## Profiles',
    'What a profile judges otherwise than plain OAuth, which the checks themselves are graded for.',
    ...parts,
  ].join('\n\n');
}

function raisedBy(mutation: Mutation): string {
  const all = fitting(mutation).flatMap((flow) =>
    typeof mutation.raises === 'function' ? mutation.raises(flow) : mutation.raises,
  );
  return [...new Set(all)].map(code).join(', ') || 'nothing';
}

function mutationSection(): string {
  const parts = mutations.map(([topic, list]) =>
    [
      `### ${topic}`,
      table(
        ['Fault', 'What is wrong then', 'Raises'],
        list.map((mutation) => [mutation.name, mutation.breaks, raisedBy(mutation)]),
      ),
    ].join('\n\n'),
  );
  return [
    '## Faults and what they raise',
    'Each fault is made in every recorded response that it fits, signed again where it lies inside the signature, and must raise exactly these failures and warnings. Where they depend on the response, all of them are listed.',
    ...parts,
  ].join('\n\n');
}

function elsewhereSection(): string {
  const rows = Object.entries(elsewhere).map(([result, { outcome, file, test: name, why }]) => {
    const [check = '', found = ''] = result.split(' ');
    return [code(check), `${outcome} ${code(found)}`, `${code(file)}: ${name}`, why];
  });
  return [
    '## What no fault raises',
    'Findings that are shown by a test of their own, and why no recorded response is broken for them.',
    table(['Check', 'Finding', 'Test', 'Why'], rows),
  ].join('\n\n');
}

/**
 * The text of `docs/checks.md`.
 *
 * @param outcomes how bad each result is at its worst, by check and code
 */
export function documentOf(outcomes: ReadonlyMap<string, Outcome>): string {
  const document = [
    '# What is checked',
    '<!-- Made from the code. After a change: npx vitest run --config e2e/vitest.config.ts --project unit src/mutations -u -->',
    'Every rule that can be asked of an authorization response, and its end: a check, a place where it cannot be broken, or the reason why a browser extension cannot know it.',
    rulesSection(),
    '## Checks',
    'What each check can say, how bad that is at its worst in plain OAuth, and where the rule stands. `proven`: it follows from the bytes. `as-registered`: right as far as the registration is. `as-observed`: right as far as this browser could see. `estimated`: a rule of thumb.',
    ...catalogue.map((family) => familySection(family, outcomes)),
    profileSection(),
    mutationSection(),
    elsewhereSection(),
    '',
  ].join('\n\n');
  return `${document.trimEnd()}\n`;
}
