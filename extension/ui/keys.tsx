import type { Context } from '../../src/checks/check.ts';
import { statedByFile } from '../../src/files/stated.ts';
import { statedSentence } from '../../src/wording/files.ts';
import { type KeyFact, type LookFact, keyFacts } from './key-facts.ts';
import { lookupLabels } from './labels.ts';
import { now } from './now.ts';
import { Problems } from './problems.tsx';
import { Received } from './received.tsx';
import { ago, preciseTime } from './time.ts';

/** The issuer's keys that a response was judged with: from where, since when, and which one fitted. */
export function Keys({ context }: { readonly context: Context }) {
  const facts = keyFacts(context);
  const stated = statedByFile(context.evidence).filter((one) => one === 'keys' || one === 'metadata');
  return (
    <div class="sheet">
      <section aria-label="Keys in force">
        <h3>Keys of {context.client.issuer}</h3>
        {stated.map((one) => (
          <p key={one} class="tone-warn">
            {statedSentence(one)}
          </p>
        ))}
        {facts.from === 'pasted' && <p>From the JWKS that was pasted in with the client.</p>}
        {facts.from === null && <p class="dim">There are none.</p>}
        {facts.from !== null && facts.from !== 'pasted' && <Source label="JWKS" {...facts.from} />}
        {facts.metadata && <Source label="Metadata" {...facts.metadata} />}
        {facts.keys.length > 0 && <KeyTable keys={facts.keys} />}
      </section>
      {facts.looks.length > 0 && (
        <section aria-label="When keys were looked up">
          <h3>When keys were looked up</h3>
          <ul class="looks">
            {facts.looks.map((look) => (
              <Look key={look.at} {...look} issuer={context.client.issuer} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Source({ label, url, at }: { readonly label: string; readonly url: string; readonly at: number }) {
  return (
    <p class="source">
      <span class="dim">{label} </span>
      <code>
        <Received text={url} />
      </code>
      <span class="dim">
        {' '}
        fetched at {preciseTime(at)}, {ago(at, now.value)}
      </span>
    </p>
  );
}

/** The most keys that are shown. */
const keyLimit = 100;

function KeyTable({ keys }: { readonly keys: readonly KeyFact[] }) {
  // The keys that matter to this response are shown wherever they stand.
  const shown = keys.filter(({ role }, index) => role !== null || index < keyLimit);
  return (
    <>
      <ShownKeys keys={shown} />
      {shown.length < keys.length && (
        <p class="dim">and {(keys.length - shown.length).toLocaleString('en')} more</p>
      )}
    </>
  );
}

function ShownKeys({ keys }: { readonly keys: readonly KeyFact[] }) {
  return (
    <table class="keys" aria-label="Published keys">
      <thead>
        <tr>
          {['kid', 'kty', 'alg', 'use', 'This response'].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {keys.map((key, index) => (
          // Keys may share a `kid`, or have none.
          <tr key={index} data-role={key.role}>
            <td>
              <code>{key.kid === undefined ? '–' : <Received text={key.kid} />}</code>
            </td>
            <td>
              <Received text={key.type} />
            </td>
            <td>{key.alg === undefined ? '–' : <Received text={key.alg} />}</td>
            <td>{key.use === undefined ? '–' : <Received text={key.use} />}</td>
            <td class={key.role === 'verified' ? 'tone-pass' : ''}>{roles[key.role ?? 'none']}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const roles = { verified: '✓ verified the signature', named: 'named by its kid', none: '' };

function Look({ at, why, problems, issuer }: LookFact & { readonly issuer: string }) {
  return (
    <li>
      {preciseTime(at)} {lookupLabels[why]}
      <Problems problems={problems} issuer={issuer} />
    </li>
  );
}
