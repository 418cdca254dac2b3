import type { Exchange } from '../../src/exchange.ts';
import { writeBundle } from '../../src/files/bundle.ts';
import { exportHar, exportHtml, exportJson, exportMarkdown } from '../../src/files/exports.ts';
import { seal } from '../../src/files/seal.ts';
import { type Inspection, inspect } from '../../src/inspect.ts';
import { type RecordSet, evidenceOf, secretsOf } from '../../src/recordset.ts';
import type { RunRecord } from '../../src/records.ts';
import type { Removed } from '../../src/report/redact.ts';
import { type Run, browserOf } from '../../src/report/run.ts';
import type { Named } from '../../src/report/secrets-in.ts';
import { browser } from '../browser.ts';
import type { Inspected } from '../ui/inspected.ts';

/** What responses can be saved as, in the order in which it is offered. */
export const formats = ['html', 'markdown', 'json', 'har', 'bundle'] as const;
export type Format = (typeof formats)[number];

/** What is called what, and what it is good for. */
export const formatWords: Readonly<Record<Format, { readonly label: string; readonly use: string }>> = {
  html: { label: 'HTML report', use: 'One page without script, to read and to print.' },
  markdown: { label: 'Markdown', use: 'For an issue tracker.' },
  json: { label: 'JSON', use: 'Verdicts and findings, for other programs.' },
  har: { label: 'HAR', use: 'Requests and responses, for tools that read network logs.' },
  bundle: { label: 'Evidence bundle', use: 'Imported elsewhere, it gives the same verdicts.' },
};

const kinds: Readonly<Record<Format, { readonly extension: string; readonly type: string }>> = {
  html: { extension: 'html', type: 'text/html' },
  markdown: { extension: 'md', type: 'text/markdown' },
  json: { extension: 'json', type: 'application/json' },
  har: { extension: 'har', type: 'application/json' },
  bundle: { extension: 'evidence.json', type: 'application/json' },
};

/** A file that is ready to be saved. */
export interface MadeFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
  /** What was taken out of it; null where nothing was to be. */
  readonly removed: readonly Removed[] | null;
}

/** Inspects one exchange after another, so that the panel stays awake; says after each how many are done. */
export async function inspectAll(
  set: RecordSet,
  imported: readonly Inspected[],
  exchanges: readonly Exchange[],
  onProgress: (done: number) => void,
): Promise<Inspection[]> {
  const made: Inspection[] = [];
  for (const exchange of exchanges) {
    const brought = imported.find((one) => one.exchange === exchange);
    made.push(brought ?? (await inspect(evidenceOf(set, exchange), secretsOf(set, exchange))));
    onProgress(made.length);
  }
  return made;
}

interface Making {
  readonly format: Format;
  readonly redact: boolean;
  /** What an evidence bundle is sealed with; empty where it is not. */
  readonly passphrase: string;
  /** The run that the responses are, if they are one. */
  readonly run: RunRecord | undefined;
  /** What is kept here that is in no exchange: it does not leave either. */
  readonly own: readonly Named[];
}

/** Makes the file that responses are saved as. */
export async function makeFile(
  inspections: readonly Inspection[],
  { format, redact, passphrase, run, own }: Making,
): Promise<MadeFile> {
  const about = { version: browser.runtime.getManifest().version, exportedAt: Date.now() };
  const { extension, type } = kinds[format];
  const name = `${run ? slug(run.name) : 'oauth-responses'}-${new Date(about.exportedAt).toISOString().slice(0, 19).replaceAll(':', '')}`;
  if (format === 'bundle') {
    const bundle = writeBundle(inspections, about);
    const isSealed = passphrase !== '';
    return {
      name: isSealed ? `${name}.evidence.jwe` : `${name}.${extension}`,
      type: isSealed ? 'application/jose' : type,
      text: isSealed ? await seal(bundle, passphrase) : bundle,
      removed: null,
    };
  }
  const makers = { html: exportHtml, markdown: exportMarkdown, json: exportJson, har: exportHar };
  const { text, removed } = makers[format](inspections, {
    ...about,
    redact,
    own,
    ...(run && { run: runOf(run, about.exportedAt) }),
  });
  return { name: `${name}.${extension}`, type, text, removed: redact || format === 'json' ? removed : null };
}

/** A run as its report tells of it; one that goes on has got as far as now. */
function runOf({ name, at, to }: RunRecord, now: number): Run {
  return { name, from: at, to: to ?? now, browser: browserOf(navigator.userAgent) };
}

/** A name as part of a file's name. */
function slug(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  return plain === '' ? 'run' : plain.slice(0, 60);
}

/** Lets the browser save a file where it saves downloads. */
export function save({ name, type, text }: MadeFile): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
