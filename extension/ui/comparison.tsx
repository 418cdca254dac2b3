import {
  type ComparedGroup,
  type Difference,
  compareInspections,
  comparedGroups,
} from '../../src/compare.ts';
import { visibleText } from '../../src/wording/visible.ts';
import { difference } from './difference.ts';
import type { Inspected } from './inspected.ts';
import { LongText } from './long-text.tsx';
import { clockTime } from './time.ts';

const groupLabels: Readonly<Record<ComparedGroup, string>> = {
  verdict: 'Verdict',
  findings: 'Findings',
  'outer header': 'Outer header',
  header: 'Header',
  claims: 'Claims',
  response: 'Response',
  request: 'Authorization request',
  registration: 'Registration',
};

/** Longer values are shown without marks. */
const comparable = 2000;

interface ComparisonProps {
  readonly one: Inspected;
  readonly other: Inspected;
}

/** In what two responses differ, field by field, the difference marked. */
export function Comparison({ one, other }: ComparisonProps) {
  const { differences, alike } = compareInspections(one, other);
  const times = [clockTime(one.exchange.response.at), clockTime(other.exchange.response.at)];
  return (
    <div class="sheet">
      <p class="dim">
        {differences.length === 0 ? 'They do not differ' : `They differ in ${differences.length} fields`}, and
        are alike in {alike}.
      </p>
      {comparedGroups.map((group) => {
        const own = differences.filter((one) => one.group === group);
        if (own.length === 0) return null;
        return (
          <section key={group} aria-label={groupLabels[group]}>
            <h3>{groupLabels[group]}</h3>
            <table class="comparison">
              <thead>
                <tr>
                  <th scope="col">Field</th>
                  {times.map((time, index) => (
                    <th key={index} scope="col">
                      {time}
                      {index === 1 && ', selected'}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {own.map((difference, index) => (
                  <Row key={index} {...difference} />
                ))}
              </tbody>
            </table>
          </section>
        );
      })}
    </div>
  );
}

function Row({ group, name, one, other }: Difference) {
  // Sentences differ in what they say, not in their letters.
  const isMarked = group !== 'verdict' && group !== 'findings';
  return (
    <tr>
      <th scope="row">{visibleText(name)}</th>
      <Cell text={one} than={isMarked ? other : null} />
      <Cell text={other} than={isMarked ? one : null} />
    </tr>
  );
}

function Cell({ text, than }: { readonly text: string | null; readonly than: string | null }) {
  if (text === null) return <td class="dim">not there</td>;
  const isShort = than !== null && Math.max(text.length, than.length) <= comparable;
  if (!isShort)
    return (
      <td>
        <code>
          <LongText text={text} limit={comparable} />
        </code>
      </td>
    );
  const { before, expected, after } = difference(visibleText(text), visibleText(than));
  return (
    <td>
      <code>
        <bdi>
          {before}
          {expected !== '' && <mark>{expected}</mark>}
          {after}
        </bdi>
      </code>
    </td>
  );
}
