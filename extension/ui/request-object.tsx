import type { Compact } from '../../src/jose/compact.ts';
import { CopyButton } from './copy-button.tsx';
import { JsonTable } from './json-table.tsx';

/** The request object of a request: what it says when decoded. Whether its signature is right is not judged. */
export function RequestObject({ object, text }: { readonly object: Compact; readonly text: string }) {
  return (
    <>
      <section aria-label="Request object">
        <h3>
          Request object <CopyButton label="Copy request object" text={() => text} />
        </h3>
        <p class="dim">{kinds[object.form]}</p>
        {object.form !== 'other' && <JsonTable part={object.header} label="Header of the request object" />}
      </section>
      {object.form === 'jws' && (
        <section aria-label="Claims of the request object">
          <h3>Claims of the request object</h3>
          <JsonTable part={object.payload} label="Claims of the request object" />
        </section>
      )}
    </>
  );
}

const kinds = {
  jws: "Its claims are what counts. It is signed with a key of the client's, which is not known here: the signature is not checked.",
  jwe: 'Encrypted to the server: only the header can be read. What was asked for is not known.',
  other: 'This is no JWT: a signed one has three parts, an encrypted one five.',
} as const;
