import { Mark } from '../ui/mark.tsx';
import { Received } from '../ui/received.tsx';
import { clientRisks } from './notes.ts';
import { Notes } from './notes-view.tsx';
import { type Entry, choicesFor, importedClients } from './import.ts';
import { cancelImport, choose, importAll, importing } from './transfer.ts';
import { transferWords } from './transfer-words.ts';

/** The clients of a file, and what will become of each: nothing is registered before the button is pressed. */
export function ImportView() {
  const entries = importing.value;
  if (!entries) return null;
  const { length } = importedClients(entries, () => '');
  return (
    <section aria-labelledby="import-title">
      <h2 id="import-title" tabIndex={-1}>
        Import clients
      </h2>
      <ul class="imports">
        {entries.map((entry, index) => (
          <ImportRow key={`${index} ${entry.client.id}`} entry={entry} />
        ))}
      </ul>
      <p class="hint">{transferWords.hint}</p>
      <div class="act">
        <button type="button" class="primary" disabled={length === 0} onClick={() => void importAll()}>
          {length === 1 ? 'Import 1 client' : `Import ${length} clients`}
        </button>
        <button type="button" onClick={cancelImport}>
          Cancel
        </button>
      </div>
    </section>
  );
}

function ImportRow({ entry }: { readonly entry: Entry }) {
  const { client, problem, same, choice } = entry;
  return (
    <li class="remark">
      <Mark tone={problem === null ? (same ? 'warn' : 'pass') : 'fail'} />
      <div>
        <strong>
          <Received text={client.client_id} />
        </strong>{' '}
        <span class="dim">
          at <Received text={client.issuer} />
        </span>
        <br />
        {problem ?? (same ? transferWords.known : transferWords.fresh)}
        <Notes notes={clientRisks(client)} />
      </div>
      {problem === null && same && (
        <select
          aria-label={`${client.client_id} is already registered`}
          value={choice}
          onChange={({ currentTarget }) => {
            const chosen = choicesFor(entry).find((one) => one === currentTarget.value);
            if (chosen) choose(entry, chosen);
          }}
        >
          {choicesFor(entry).map((one) => (
            <option key={one} value={one}>
              {transferWords.choices[one]}
            </option>
          ))}
        </select>
      )}
    </li>
  );
}
