import { useSignal } from '@preact/signals';
import type { JsonPart } from '../../src/jose/json.ts';
import { LongText, ShowAll } from './long-text.tsx';
import { now } from './now.ts';
import { numericDate } from './numeric-date.ts';
import { Received } from './received.tsx';

/** How many rows, and characters of one value, are shown at first. */
const shownRows = 200;
const shownValue = 2000;

/** A decoded part of a JWT: its members in the order received, or its text where it is no JSON object. */
export function JsonTable({ part, label }: { readonly part: JsonPart; readonly label: string }) {
  if (part.problem && part.text === null) return <p class="dim">It cannot be decoded.</p>;
  if (part.problem)
    return (
      <p class="block">
        <code>
          <LongText text={part.text ?? ''} />
        </code>
      </p>
    );
  const doubled = new Set(part.duplicates.map(({ name }) => name));
  const members = Object.entries(part.members).map(([name, value]): NamedText => {
    const twice = doubled.has(name);
    return {
      name,
      text: typeof value === 'string' ? value : JSON.stringify(value),
      note: twice ? 'stands more than once, the last value is shown' : null,
      value,
    };
  });
  return <NameTable label={label} rows={members} />;
}

/** A name with its text, and what else is to be said of it. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
  readonly note?: string | null;
  /** The value itself, where it may be a date. */
  readonly value?: unknown;
}

/** Names and values as they were received, any number of them. */
export function NameTable({ rows, label }: { readonly rows: readonly NamedText[]; readonly label: string }) {
  const whole = useSignal(false);
  const shown = whole.value ? rows : rows.slice(0, shownRows);
  if (rows.length === 0) return <p class="dim">Nothing.</p>;
  return (
    <>
      <table class="names" aria-label={label}>
        <tbody>
          {shown.map((row, index) => (
            // A name may stand twice: only its place tells it apart.
            <NameRow key={index} {...row} />
          ))}
        </tbody>
      </table>
      {shown.length < rows.length && (
        <ShowAll what={`${rows.length.toLocaleString('en')} rows`} onClick={() => (whole.value = true)} />
      )}
    </>
  );
}

function NameRow({ name, text, note, value }: NamedText) {
  return (
    <tr>
      <th scope="row">
        <Received text={name} />
      </th>
      <td>
        <code class={typeof value === 'string' || value === undefined ? '' : 'json'}>
          <LongText text={text} limit={shownValue} />
        </code>
        {typeof value === 'number' && <When name={name} value={value} />}
        {note && <span class="note"> {note}</span>}
      </td>
    </tr>
  );
}

function When({ name, value }: { readonly name: string; readonly value: number }) {
  const text = numericDate(name, value, now.value);
  return text === null ? null : <span class="note"> {text}</span>;
}
