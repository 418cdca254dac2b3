import * as v from 'valibot';
import { ArrangedRecord, type PostingRecord, recordKey } from '../src/records.ts';
import { onRecordsChanged, removeRecords, writeRecords } from './store.ts';

/** How long the background is waited for, in milliseconds. */
const patience = 5_000;

/**
 * Has the background take the `Origin` off what is posted from now on: a server takes a token request or a pushed request
 * with that of an extension's page for a script's, and refuses it where the client is registered for none (Fetch 3.1;
 * RFC 9700 2.6). It would also tell the server the extension's id.
 *
 * @returns what says that it is no longer needed; null where the background did not answer, and nothing may be posted
 */
export async function withoutOrigin(): Promise<(() => Promise<void>) | null> {
  const id = crypto.randomUUID();
  const release = () => removeRecords([recordKey.posting(id)]);
  const record: PostingRecord = { at: Date.now() };
  const arranged = untilArranged(id);
  const isAsked = await writeRecords({ [recordKey.posting(id)]: record }).then(yes, no);
  if (isAsked && (await arranged)) return release;
  await release();
  return null;
}

const yes = () => true;
const no = () => false;

/** Whether the background says in time that it has. */
async function untilArranged(id: string): Promise<boolean> {
  return await new Promise((resolve) => {
    const end = (is: boolean) => {
      stop();
      resolve(is);
    };
    const stop = onRecordsChanged((changes) => {
      for (const { key, value } of changes)
        if (key === recordKey.arranged && v.is(ArrangedRecord, value) && value.postings.includes(id))
          end(true);
    });
    setTimeout(end, patience, false);
  });
}
