import { readRecord, writeRecord } from '../src/record-text.ts';
import type { DroppedRecord } from '../src/records.ts';
import type { PanelView } from './panel-view.ts';

/** The part of the extension API that the store is read with, inside the panel. */
declare const chrome: {
  storage: {
    session: {
      get(keys: null): Promise<Record<string, unknown>>;
      get(key: 'dropped'): Promise<{ readonly dropped?: string }>;
      getKeys(): Promise<string[]>;
      getBytesInUse(): Promise<number>;
      set(items: Record<string, unknown>): Promise<void>;
      remove(keys: string[]): Promise<void>;
    };
    local: { get(keys: null): Promise<Record<string, unknown>> };
  };
};

/** What the extension has stored, read through the panel: that wakes no worker. */
export interface Stored {
  /** Everything captured, as JSON. */
  captured(): Promise<string>;
  /** Everything on disk, as JSON. */
  onDisk(): Promise<string>;
  /** The second part of the keys of a kind (the tab or the response), and the third (the record's id), sorted. */
  ids(
    kind: 'request' | 'response' | 'summary' | 'lookup' | 'history' | 'tab' | 'removed',
  ): Promise<{ first: string; second: string }[]>;
  /** How many responses were dropped. */
  dropped(): Promise<number>;
  /** How much of the 10 MB that a browser gives is used, as it counts. */
  bytes(): Promise<number>;
  write(records: Readonly<Record<string, unknown>>): Promise<void>;
  /** Fills the store with what is not the extension's, until it takes no record more. @returns what takes that out */
  fill(): Promise<() => Promise<void>>;
}

/** Reads and changes the store through a panel. */
export function storedIn({ frame }: PanelView): Stored {
  return {
    async captured() {
      const texts = await frame.evaluate(() => chrome.storage.session.get(null));
      const records = Object.entries(texts).map(([key, text]) => [key, readRecord(text)] as const);
      return JSON.stringify(Object.fromEntries(records));
    },
    onDisk: () => frame.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null))),
    async ids(kind) {
      const keys = await frame.evaluate(() => chrome.storage.session.getKeys());
      return keys
        .filter((key) => key.startsWith(`${kind}/`))
        .map((key) => key.split('/'))
        .map(([, first = '', second = '']) => ({ first, second }))
        .toSorted((one, other) => (one.second < other.second ? -1 : 1));
    },
    async dropped() {
      const { dropped } = await frame.evaluate(() => chrome.storage.session.get('dropped'));
      return ((readRecord(dropped) ?? { count: 0 }) as DroppedRecord).count;
    },
    bytes: () => frame.evaluate(() => chrome.storage.session.getBytesInUse()),
    async write(records) {
      const texts = Object.entries(records).map(([key, record]) => [key, writeRecord(record)] as const);
      await frame.evaluate((texts) => chrome.storage.session.set(texts), Object.fromEntries(texts));
    },
    async fill() {
      const keys = await frame.evaluate(async () => {
        let index = 0;
        // A text of 22 characters or less counts as nothing, and would go on for ever (Chromium 156).
        for (let size = 2 ** 23; size >= 32; index += 1) {
          const padding = { [`foreign-${index}`]: 'x'.repeat(size) };
          const fits = await chrome.storage.session.set(padding).then(
            () => true,
            () => false,
          );
          if (!fits) size /= 2;
        }
        return Array.from({ length: index }, (_, one) => `foreign-${one}`);
      });
      return () => frame.evaluate((keys) => chrome.storage.session.remove(keys), keys);
    },
  };
}
