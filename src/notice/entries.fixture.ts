/** What `devtools.network.onRequestFinished` gives, as Chromium 156 and Firefox 153 were seen to give it. */

export const browsers = ['chromium', 'firefox'] as const;
export type Source = (typeof browsers)[number];

export interface Hop {
  readonly url: string;
  /** What the Location header says. */
  readonly redirectURL?: string;
  /** A form that was posted. */
  readonly form?: Readonly<Record<string, string>>;
  readonly status?: number;
  readonly type?: string;
  /** Seconds behind the first minute of the login. */
  readonly second?: number;
}

/** Whatever is of no use here is left out. */
export function entryOf(
  source: Source,
  { url, redirectURL = '', form, status, type, second = 0 }: Hop,
): unknown {
  const text = form && new URLSearchParams(form).toString();
  const params = Object.entries(form ?? {}).map(([name, value]) => ({ name, value }));
  const time = new Date(Date.UTC(2026, 10, 26, 18, 16, second)).toISOString();
  const request = {
    method: form ? 'POST' : 'GET',
    // Chromium leaves the fragment out.
    url: source === 'chromium' ? url.replace(/#.*/, '') : url,
    headers: [],
    ...(form && { postData: { mimeType: 'application/x-www-form-urlencoded', params, text } }),
  };
  const response = { status: status ?? (redirectURL === '' ? 200 : 303), redirectURL, content: {} };
  return source === 'chromium'
    ? { startedDateTime: time, request, response, _resourceType: type ?? 'document', pageref: 'page_1' }
    : { startedDateTime: time.replace('Z', '+00:00'), request, response, _securityState: 'insecure' };
}
