import type { ComponentChildren } from 'preact';
import type { Jwe, Jws } from '../../src/jose/compact.ts';
import type { Decryption } from '../../src/jose/decrypt.ts';
import type { Opened } from '../../src/jose/opened.ts';
import type { SignatureResult } from '../../src/jose/signature.ts';
import { Compact } from './compact.tsx';
import { CopyButton } from './copy-button.tsx';
import { JsonTable } from './json-table.tsx';
import { openedBy, signatureLabel } from './layer-words.ts';

interface JwtLayersProps {
  readonly opened: Opened;
  readonly signature: SignatureResult | null;
  /** What was found of the decryption, in words; null where nothing was. */
  readonly decryptionTitle: string | null;
  /** What stands behind the name of each part where the view shows two tokens. */
  readonly of?: string;
  /** What can be done where the encryption was not opened. */
  readonly children?: ComponentChildren;
}

/** A JWT from the outside to the inside: its encryption where there is one, then header, claims and signature. */
export function JwtLayers({ opened, signature, decryptionTitle, of = '', children }: JwtLayersProps) {
  const { jwe, decryption, jwt } = opened;
  return (
    <>
      {jwe && decryption && (
        <Encryption jwe={jwe} decryption={decryption} title={decryptionTitle} of={of}>
          {children}
        </Encryption>
      )}
      {jwt.form === 'jws' && <Signed jws={jwt} signature={signature} isInside={jwe !== null} of={of} />}
      {jwt.form === 'jwe' && decryption?.state === 'decrypted' && (
        <p class="dim">What was inside is encrypted once more, and is not opened.</p>
      )}
      {jwt.form === 'other' && (
        <p class="dim">
          {jwe ? 'What was inside' : 'This'} is no JWT: a signed one has three parts, an encrypted one five.
        </p>
      )}
    </>
  );
}

interface EncryptionProps {
  readonly jwe: Jwe;
  readonly decryption: Decryption;
  readonly title: string | null;
  readonly of: string;
  readonly children: ComponentChildren;
}

function Encryption({ jwe, decryption, title, of, children }: EncryptionProps) {
  const isOpen = decryption.state === 'decrypted';
  const canBeMended = decryption.state === 'no-key' || decryption.state === 'failed';
  return (
    <>
      <section aria-label={`Outer header${of}`}>
        <h3 class="part-0">Outer header</h3>
        <JsonTable part={jwe.header} label={`Outer header${of}`} />
      </section>
      <section aria-label={`Encryption${of}`} data-decryption={decryption.state}>
        <h3 class="part-3">Encryption</h3>
        {title !== null && <p>{title}.</p>}
        {isOpen && <p class="dim">{openedBy(decryption)}</p>}
        {canBeMended && children}
      </section>
      {isOpen && (
        <section aria-label={`What was inside${of}`}>
          <h3>
            What was inside <CopyButton label="Copy what was inside" text={() => decryption.plaintext} />
          </h3>
          <Compact text={decryption.plaintext} />
        </section>
      )}
    </>
  );
}

interface SignedProps {
  readonly jws: Jws;
  readonly signature: SignatureResult | null;
  /** Whether it was encrypted. */
  readonly isInside: boolean;
  readonly of: string;
}

function Signed({ jws, signature, isInside, of }: SignedProps) {
  return (
    <>
      <section aria-label={`Header${of}`}>
        <h3 class="part-0">{isInside ? 'Header inside' : 'Header'}</h3>
        <JsonTable part={jws.header} label={`Header${of}`} />
      </section>
      <section aria-label={`Claims${of}`}>
        <h3 class="part-1">Claims</h3>
        <JsonTable part={jws.payload} label={`Claims${of}`} />
      </section>
      <section aria-label={`Signature${of}`}>
        <h3 class="part-2">Signature</h3>
        <p class="dim">
          {typeof jws.signature === 'string'
            ? 'It cannot be decoded.'
            : `${jws.signature.length.toLocaleString('en')} bytes. ${signatureLabel(signature)}`}
        </p>
      </section>
    </>
  );
}
