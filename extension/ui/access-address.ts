import { type Client, parseClient } from '../../src/client.ts';
import { parseUrl } from '../../src/host.ts';

/** What access is wanted for: another look for the response with this id, or a client, which is registered then. */
export type AccessPurpose = { readonly response: string } | { readonly client: Client };

/** What the page that asks for access is opened with. */
export interface AccessPlace {
  /** A URL on each origin that is to be asked for. */
  readonly urls: readonly string[];
  readonly purpose: AccessPurpose;
  /** The tab to go back to. */
  readonly tabId: number;
}

/** The fragment that leads to a question for access. A client holds no secret. */
export function accessFragment({ urls, purpose, tabId }: AccessPlace): string {
  const wanted =
    'client' in purpose ? ['client', JSON.stringify(purpose.client)] : ['response', purpose.response];
  return `#${new URLSearchParams([...urls.map((url) => ['url', url]), wanted, ['tabId', String(tabId)]])}`;
}

/** Reads the fragment; null where it asks for nothing that a browser could grant, or for a client that is none. */
export function readAccessFragment(fragment: string): AccessPlace | null {
  const parameters = new URLSearchParams(fragment.slice(1));
  const urls = parameters.getAll('url').map(parseUrl);
  const isWeb = (url: URL | null) => url !== null && /^https?:$/.test(url.protocol);
  const purpose = readPurpose(parameters);
  if (urls.length === 0 || !urls.every(isWeb) || !purpose) return null;
  return {
    urls: urls.flatMap((url) => url?.href ?? []),
    purpose,
    tabId: Number(parameters.get('tabId') ?? Number.NaN),
  };
}

function readPurpose(parameters: URLSearchParams): AccessPurpose | null {
  const text = parameters.get('client');
  if (text === null) return { response: parameters.get('response') ?? '' };
  const client = parseClient(text);
  return client && { client };
}
