import type { ComponentChildren } from 'preact';
import type { Context, Finding } from '../../src/checks/check.ts';
import { findingTitle } from '../../src/wording/titles.ts';
import { Compact } from './compact.tsx';
import { CopyButton } from './copy-button.tsx';
import { JwtLayers } from './jwt-layers.tsx';

interface TokenProps {
  readonly context: Context;
  readonly findings: readonly Finding[];
  /** What can be done where the encryption was not opened. */
  readonly children?: ComponentChildren;
}

/** The JWT of a response: its parts as received, and what they say when decoded, layer by layer. */
export function Token({ context, findings, children }: TokenProps) {
  const { compact, jwt, jwe, decryption, signature } = context;
  if (compact === null || !jwt) return <p class="empty-note">This response carries no JWT.</p>;
  const decrypted = findings.find(({ check }) => check === 'decrypt');
  return (
    <div class="sheet">
      <section aria-label="Token as received">
        <h3>
          As received <CopyButton label="Copy token" text={() => compact} />
        </h3>
        <Compact text={compact} />
      </section>
      <JwtLayers
        opened={{ jwt, jwe, decryption }}
        signature={signature}
        decryptionTitle={decrypted ? findingTitle(decrypted) : null}
      >
        {children}
      </JwtLayers>
    </div>
  );
}
