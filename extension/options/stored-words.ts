/** How much was captured. */
export interface Captured {
  readonly responses: number;
  readonly requests: number;
  /** How many responses were dropped since the store was full. */
  readonly dropped: number;
  /** Of everything in memory, as the browser counts. */
  readonly bytes: number;
}

/** What the page says about what is stored and what is granted. */
export const storedWords = {
  captured: ({ responses, requests, dropped, bytes }: Captured) =>
    `In memory until the browser closes: ${count(responses, 'response')}, ${count(requests, 'authorization request')}, and what was fetched to judge them. ${size(bytes)} in all.${dropped === 0 ? '' : ` ${count(dropped, 'older response')} ${dropped === 1 ? 'was' : 'were'} seen too, and dropped: the store was full.`}`,
  secrets: (held: number, onDisk: number) =>
    held === 0
      ? 'No keys and no secrets are held.'
      : `Keys or secrets of ${count(held, 'client')} are held, ${onDisk === 0 ? 'none of them' : onDisk === held ? 'all' : `of ${onDisk}`} on the disk.`,
  clients: (own: number, managed: number) =>
    `On the disk: ${count(own, 'client')}.${managed === 0 ? '' : ` By policy: ${managed} more.`}`,
  always: 'This machine (localhost, 127.0.0.1, [::1]) is always seen: nothing is ever asked for it.',
  nothingGranted: 'Access to no other place is granted.',
  usedBy: (clients: readonly string[]) =>
    clients.length === 0 ? 'No client needs it.' : `For ${clients.join(', ')}.`,
  notTaken: (place: string) =>
    `The browser does not take back access to ${place} here. Its own page for the extension does.`,
  notForgotten: (why: string) => `The browser refused: ${why}`,
} as const;

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

function size(bytes: number): string {
  return bytes < 1000
    ? `${bytes} bytes`
    : bytes < 1_000_000
      ? `${Math.round(bytes / 1000)} kB`
      : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
