import type { ComponentChildren } from 'preact';
import type { Context, Finding } from '../../src/checks/check.ts';
import { type IdToken as Read, hashClaims } from '../../src/read/id-token.ts';
import { findingTitle } from '../../src/wording/titles.ts';
import { Compact } from './compact.tsx';
import { CopyButton } from './copy-button.tsx';
import { JwtLayers } from './jwt-layers.tsx';
import { LongText } from './long-text.tsx';

interface IdTokenProps {
  readonly context: Context;
  readonly findings: readonly Finding[];
  /** What can be done where the encryption was not opened. */
  readonly children?: ComponentChildren;
}

/** The ID token of a response: what it says, which key proves it, and whether its hashes fit what came with it. */
export function IdToken({ context, findings, children }: IdTokenProps) {
  const { idToken } = context;
  if (!idToken) return null;
  const decrypted = findings.find(({ check }) => check === 'idt-decrypt');
  return (
    <div class="sheet">
      <section aria-label="ID token">
        <h3>
          ID token <CopyButton label="Copy ID token" text={() => idToken.text} />
        </h3>
        <Compact text={idToken.text} />
      </section>
      <JwtLayers
        opened={idToken}
        signature={idToken.signature}
        decryptionTitle={decrypted ? findingTitle(decrypted) : null}
        of=" of the ID token"
      >
        {children}
      </JwtLayers>
      <Hashes idToken={idToken} />
    </div>
  );
}

/** Each hash that the ID token carries or must carry, as it is and as it must be; only a profile asks for `s_hash`. */
function Hashes({ idToken: { jwt, hashes } }: { readonly idToken: Read }) {
  if (jwt.form !== 'jws') return null;
  const { members } = jwt.payload;
  const rows = (['c_hash', 'at_hash', 's_hash'] as const).flatMap((claim) => {
    const [carried, must] = [members[claim], hashes[claim]];
    const isMissed = must !== undefined && claim !== 's_hash';
    return carried === undefined && !isMissed ? [] : [{ claim, carried, must }];
  });
  if (rows.length === 0) return null;
  return (
    <section aria-label="Hashes of the ID token">
      <h3>Hashes</h3>
      <table class="names" aria-label="Hashes of the ID token">
        <thead>
          <tr>
            <th scope="col">Claim</th>
            <th scope="col">In the ID token</th>
            <th scope="col">Of what came with it</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ claim, carried, must }) => (
            <tr key={claim} data-fits={carried === must}>
              <th scope="row">{claim}</th>
              <td>
                <code>{carried === undefined ? '–' : <LongText text={textOf(carried)} limit={200} />}</code>
              </td>
              <td>
                <code>{must ?? '–'}</code> <span class="note">{hashClaims[claim]}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
