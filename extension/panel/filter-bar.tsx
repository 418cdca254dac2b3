import type { VerdictKind } from '../../src/verdict.ts';
import { verdictLabel } from '../../src/wording/verdict.ts';
import { type TermName, termValues, toggleValue, withValues } from '../ui/filter-terms.ts';
import { resultOf } from '../ui/judged.ts';
import type { Searched } from '../ui/search.ts';
import { allRows, filter } from './state.ts';

interface Choice {
  readonly label: string;
  readonly name: TermName;
  readonly value: string;
  readonly count: number;
}

const kinds: readonly VerdictKind[] = ['rejected', 'unverified', 'unsigned', 'valid'];

function choicesOf(rows: readonly Searched[]): Choice[] {
  const count = (test: (one: Searched) => boolean) => rows.filter(test).length;
  return [
    ...kinds.map((kind) => ({
      label: verdictLabel(kind),
      name: 'verdict' as const,
      value: kind,
      count: count(({ judged }) => judged?.kind === kind),
    })),
    {
      label: 'Warnings',
      name: 'is',
      value: 'warned',
      count: count(({ judged }) => (judged?.counts.warn ?? 0) > 0),
    },
    { label: 'Errors', name: 'is', value: 'error', count: count((one) => resultOf(one).kind === 'error') },
    { label: 'Pinned', name: 'is', value: 'pinned', count: count(({ isPinned }) => isPinned) },
  ];
}

/** What the list can be narrowed to by a click: each writes a term into the filter, where it can be seen and changed. */
export function FilterBar() {
  const rows = allRows.value;
  const isChosen = ({ name, value }: Choice) => termValues(filter.value, name).includes(value);
  const shown = choicesOf(rows).filter((choice) => choice.count > 0 || isChosen(choice));
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
      <Choose name="server" label="Server" values={rows.map(({ row }) => row.server)} />
      <Choose name="client" label="Client" values={rows.map(({ row }) => row.client_id)} />
      <Choose name="mode" label="Mode" values={rows.map(({ row }) => row.mode)} />
    </div>
  );
}

interface ChooseProps {
  readonly name: TermName;
  readonly label: string;
  readonly values: readonly string[];
}

/** One of several values; nothing where all are alike. */
function Choose({ name, label, values }: ChooseProps) {
  const all = [...new Set(values)].toSorted();
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
