import { columns, nextSorting } from '../ui/sort.ts';
import { sorting } from './state.ts';

/** The head of the list: a click on a column sorts by it. */
export function ListHead() {
  const { column, isDescending } = sorting.value;
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((name) => (
          <th
            key={name}
            scope="col"
            class={`column-${name.toLowerCase()}`}
            aria-sort={name !== column ? undefined : isDescending ? 'descending' : 'ascending'}
          >
            <button
              type="button"
              class="sort"
              title={`Sort by ${name.toLowerCase()}`}
              onClick={() => (sorting.value = nextSorting(sorting.value, name))}
            >
              {name}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}
