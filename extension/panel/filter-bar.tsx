import { useRef } from 'preact/hooks';
import type { VerdictKind } from '../../src/verdict.ts';
import { verdictLabel } from '../../src/wording/verdict.ts';
import { type TermName, termValues, toggleValue, withValues } from '../ui/filter-terms.ts';
import { emptySurvey, surveyOf } from '../ui/survey.ts';
import { allRows, filter } from './state.ts';

interface Choice {
  readonly label: string;
  readonly name: TermName;
  readonly value: string;
}

const kinds: readonly VerdictKind[] = ['rejected', 'unverified', 'unsigned', 'valid'];

const choices: readonly Choice[] = [
  ...kinds.map((kind) => ({ label: verdictLabel(kind), name: 'verdict' as const, value: kind })),
  { label: 'Warnings', name: 'is', value: 'warned' },
  { label: 'Errors', name: 'is', value: 'error' },
  { label: 'Pinned', name: 'is', value: 'pinned' },
];

/** What the list can be narrowed to by a click: each writes a term into the filter, where it can be seen and changed. */
export function FilterBar() {
  const survey = useRef(emptySurvey);
  survey.current = surveyOf(allRows.value, survey.current);
  const { counts, servers, clients, modes } = survey.current;
  const isChosen = ({ name, value }: Choice) => termValues(filter.value, name).includes(value);
  const shown = choices
    .map((choice) => ({ ...choice, count: counts.get(choice.value) ?? 0 }))
    .filter((choice) => choice.count > 0 || isChosen(choice));
  return (
    <div class="filter-bar" role="toolbar" aria-label="Filter by">
      {shown.map((choice) => (
        <button
          key={choice.value}
          type="button"
          class="quiet"
          aria-pressed={isChosen(choice)}
          onClick={() => (filter.value = toggleValue(filter.value, choice.name, choice.value))}
        >
          {choice.label} <span class="dim">{choice.count.toLocaleString('en')}</span>
        </button>
      ))}
      <Choose name="server" label="Server" values={servers} />
      <Choose name="client" label="Client" values={clients} />
      <Choose name="mode" label="Mode" values={modes} />
    </div>
  );
}

interface ChooseProps {
  readonly name: TermName;
  readonly label: string;
  readonly values: ReadonlySet<string>;
}

/** One of several values; nothing where all are alike. */
function Choose({ name, label, values }: ChooseProps) {
  const all = [...values].toSorted();
  const [chosen] = termValues(filter.value, name);
  if (all.length < 2 && chosen === undefined) return null;
  return (
    <select
      aria-label={label}
      value={all.find((value) => value.toLowerCase() === chosen) ?? ''}
      onChange={({ currentTarget: { value } }) =>
        (filter.value = withValues(filter.value, name, value === '' ? [] : [value]))
      }
    >
      <option value="">{label}: all</option>
      {all.map((value) => (
        <option key={value} value={value}>
          {value}
        </option>
      ))}
    </select>
  );
}
