import { parseUrl } from '../../src/host.ts';

/** What the page that asks for access is opened with. */
export interface AccessPlace {
  /** A URL on the origin that is to be asked for. */
  readonly url: string;
  /** The id of the response that is to be looked at again. */
  readonly response: string;
  /** The tab to go back to. */
  readonly tabId: number;
}

/** The fragment that leads to a question for access. */
export function accessFragment({ url, response, tabId }: AccessPlace): string {
  return `#${new URLSearchParams({ url, response, tabId: String(tabId) })}`;
}

/** Reads the fragment; null where it asks for nothing that a browser could grant. */
export function readAccessFragment(fragment: string): AccessPlace | null {
  const parameters = new URLSearchParams(fragment.slice(1));
  const url = parseUrl(parameters.get('url') ?? '');
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  return {
    url: url.href,
    response: parameters.get('response') ?? '',
    tabId: Number(parameters.get('tabId') ?? Number.NaN),
  };
}
