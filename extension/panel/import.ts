import type { Client } from '../../src/client.ts';
import type { Evidence } from '../../src/evidence.ts';
import type { Exchange } from '../../src/exchange.ts';
import { readBundle } from '../../src/files/bundle.ts';
import { readHar } from '../../src/files/har-read.ts';
import { readPasted } from '../../src/files/pasted.ts';
import { type FileProblem, isProblem } from '../../src/files/problem.ts';
import { openSealed, takesPassphrase } from '../../src/files/seal.ts';
import type { Stranger } from '../../src/files/strangers.ts';
import { inspect } from '../../src/inspect.ts';
import type { Inspected } from '../ui/inspected.ts';

/** What a file, or what was pasted, brought. */
export interface Brought {
  readonly inspected: readonly Inspected[];
  /** Responses that no registered client fits. */
  readonly strangers: readonly Stranger[];
  /** How many entries of a file cannot be read, or are beyond what is kept. */
  readonly unread: number;
}

interface Importing {
  readonly clients: readonly Client[];
  /** What a sealed bundle is opened with. */
  readonly passphrase: string;
  /** Whose response it is, where more than one client may have got it. */
  readonly client: Client | undefined;
  readonly onProgress: (done: number, all: number) => void;
}

/** How many there were: what each brings has its number, also where two read at the same time. */
let imports = 0;

/** Reads a file, or what was pasted, and judges what it brings, each response at its own time. */
export async function importText(text: string, importing: Importing): Promise<Brought | FileProblem> {
  imports += 1;
  const number = imports;
  const read = await readText(text, importing, number);
  if (isProblem(read)) return read;
  const inspected: Inspected[] = [];
  for (const evidence of read.evidence) {
    inspected.push({ ...(await inspect(evidence)), exchange: exchangeOf(evidence, number) });
    importing.onProgress(inspected.length, read.evidence.length);
  }
  return { inspected, strangers: read.strangers, unread: read.unread };
}

interface Read extends Omit<Brought, 'inspected'> {
  readonly evidence: readonly Evidence[];
}

async function readText(
  text: string,
  { clients, passphrase, client }: Importing,
  number: number,
): Promise<Read | FileProblem> {
  const name = { file: `import${Date.now().toString(36)}${number}`, tabId: -1 - number };
  if (takesPassphrase(text)) {
    if (passphrase === '') return { problem: 'sealed', detail: null };
    const opened = await openSealed(text, passphrase);
    return isProblem(opened) ? opened : readEvidence(opened.text);
  }
  if (!text.trimStart().startsWith('{')) {
    const pasted = readPasted(text, clients, { ...name, at: Date.now(), client });
    return isProblem(pasted) ? pasted : { evidence: [pasted.evidence], strangers: [], unread: 0 };
  }
  const bundle = readEvidence(text);
  if (!isProblem(bundle) || bundle.problem !== 'not-a-bundle') return bundle;
  const har = await readHar(text, clients, name);
  if (isProblem(har)) return har.problem === 'not-a-har' ? bundle : har;
  return { evidence: har.evidence, strangers: har.strangers, unread: har.unreadable + har.leftOut };
}

function readEvidence(text: string): Read | FileProblem {
  const bundle = readBundle(text);
  if (isProblem(bundle)) return bundle;
  return { evidence: bundle.items.map(({ evidence }) => evidence), strangers: [], unread: 0 };
}

/** What a list shows of evidence that was never captured here. Its id is new: the same file may be opened twice. */
function exchangeOf(
  { response, request, pairedBy, client, clientBy, issuersOnCallback }: Evidence,
  number: number,
): Exchange {
  const id = `${response.id}-${number}`;
  return { id, response, request, pairedBy, client, clientBy, issuersOnCallback, sightings: [] };
}
