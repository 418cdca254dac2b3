import type { Exchange } from '../../src/exchange.ts';
import type { ResponseRecord } from '../../src/records.ts';
import { CopyButton } from './copy-button.tsx';
import { NameTable } from './json-table.tsx';
import { LongText } from './long-text.tsx';
import { preciseTime } from './time.ts';

/** A response exactly as the browser sent it to the callback. */
export function Raw({ exchange }: { readonly exchange: Exchange }) {
  const { response, sightings } = exchange;
  const { url, urlLength, method, form, formLeftOut } = response;
  return (
    <div class="sheet">
      <section aria-label="Request to the callback">
        <h3>
          {method} <CopyButton label="Copy raw response" text={() => rawResponse(response)} />
          <CopyButton label="Copy URL" text={() => url} />
        </h3>
        <p class="block">
          <code data-raw="url">
            <LongText text={url} />
          </code>
        </p>
        {urlLength > url.length && (
          <p class="dim">
            The URL had {urlLength.toLocaleString('en')} characters: only the first{' '}
            {url.length.toLocaleString('en')} were kept.
          </p>
        )}
      </section>
      {form && (
        <section aria-label="Form fields">
          <h3>Form fields</h3>
          <NameTable rows={form.map(([name, text]) => ({ name, text }))} label="Form fields" />
          {formLeftOut > 0 && (
            <p class="dim">
              {formLeftOut === 1 ? '1 further field was' : `${formLeftOut} further fields were`} not kept:
              only response parameters are, and nothing larger than the limit.
            </p>
          )}
        </section>
      )}
      {sightings.length > 0 && (
        <section aria-label="Seen again">
          <h3>Seen again</h3>
          <p class="dim">
            The same response reached the callback again at{' '}
            {sightings.map(({ at }) => preciseTime(at)).join(', ')}.
          </p>
        </section>
      )}
    </div>
  );
}

/** The response as text: a request line, and the form fields one a line. */
function rawResponse({ method, url, form }: ResponseRecord): string {
  return [`${method} ${url}`, ...(form ?? []).map(([name, value]) => `${name}=${value}`)].join('\n');
}
