import type { Inspection } from '../inspect.ts';
import { splitUrl } from '../read/response.ts';
import type { Field, RequestRecord, ResponseRecord } from '../records.ts';
import type { Redaction, Redactor } from '../report/redact.ts';
import { sentenceOf } from '../report/report.ts';
import { findingsOf } from './findings.ts';
import { statedByFile } from './stated.ts';

/**
 * Requests and responses as the `log` of a HAR 1.2: a page for each exchange, in it an entry for the request, where one
 * was seen, and an entry for the navigation to the callback, which carries verdict and findings in `_verdict`.
 */
export function harOf(inspections: readonly Inspection[], redaction: Redaction, version: string) {
  return {
    version: '1.2',
    creator: { name: 'OAuth Response Inspector', version },
    pages: inspections.map((inspection, index) => ({
      startedDateTime: timeOf(inspection.context.evidence.request ?? inspection.context.evidence.response),
      id: pageId(index),
      title: sentenceOf(inspection),
      pageTimings: {},
    })),
    entries: inspections.flatMap((inspection, index) => entriesOf(inspection, redaction, pageId(index))),
  };
}

const pageId = (index: number) => `exchange_${index + 1}`;

function entriesOf(inspection: Inspection, redaction: Redaction, pageref: string) {
  const { context, verdict } = inspection;
  const { response, request, pairedBy, observations } = context.evidence;
  const redactor = redaction.of(context);
  const write = (record: RequestRecord | ResponseRecord) =>
    redaction.isOn ? redacted(record, redactor) : { url: record.url, form: record.form };
  const answered = write(response);
  const seen = observations.map(({ saw }) => saw);
  const redirect = seen.find((saw) => saw.what === 'redirect');
  const page = seen.find((saw) => saw.what === 'callback-page');
  // A POST is no redirect, whatever chain it came in.
  const target = pairedBy === 'redirect-chain' && response.method === 'GET' ? answered.url : '';
  return [
    ...(request
      ? [
          {
            pageref,
            ...entryOf(request, write(request), redirect?.status ?? (target === '' ? 0 : 302), target),
          },
        ]
      : []),
    {
      pageref,
      ...entryOf(response, answered, page?.status ?? 0, ''),
      _verdict: {
        kind: verdict.kind,
        sentence: sentenceOf(inspection),
        stated: statedByFile(context.evidence),
        findings: findingsOf(inspection, redactor),
      },
    },
  ];
}

interface Written {
  readonly url: string;
  readonly form: readonly Field[] | null;
}

function redacted({ url, form }: RequestRecord | ResponseRecord, redactor: Redactor): Written {
  const { landing, query, fragment } = splitUrl(url);
  const pairs = (fields: readonly Field[]) =>
    fields.map(([name, value]): Field => [redactor.text(name), redactor.parameter(name, value)]);
  const part = (mark: string, fields: readonly Field[]) =>
    fields.length === 0 ? '' : mark + encoded(pairs(fields));
  return {
    url: redactor.url(landing) + part('?', query) + part('#', fragment),
    form: form && pairs(form),
  };
}

function encoded(fields: readonly Field[]): string {
  return new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
}

/** One entry. What the browser did not tell is empty, 0 or -1, as HAR 1.2 has it. */
function entryOf(
  record: RequestRecord | ResponseRecord,
  { url, form }: Written,
  status: number,
  redirectURL: string,
) {
  const named = (fields: readonly Field[]) => fields.map(([name, value]) => ({ name, value }));
  const body = form && {
    mimeType: 'application/x-www-form-urlencoded',
    params: named(form),
    text: encoded(form),
  };
  const unknown = { httpVersion: '', cookies: [], headers: [], headersSize: -1, bodySize: -1 };
  return {
    startedDateTime: timeOf(record),
    time: 0,
    request: {
      ...unknown,
      method: record.method,
      url,
      queryString: named(splitUrl(url).query),
      ...(body ? { postData: body } : {}),
    },
    response: {
      ...unknown,
      status,
      statusText: '',
      content: { size: 0, mimeType: 'x-unknown' },
      redirectURL,
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
  };
}

function timeOf({ at }: { readonly at: number }): string {
  return new Date(at).toISOString();
}
