import type { ComponentChildren } from 'preact';
import type { Exchange } from '../../src/exchange.ts';
import type { Stated } from '../../src/files/stated.ts';
import type { Verdict } from '../../src/verdict.ts';
import { statedSentence, statedVerdict } from '../../src/wording/files.ts';
import { verdictSentence, verdictSummary } from '../../src/wording/verdict.ts';
import { Mark, verdictTone } from './mark.tsx';
import { Received } from './received.tsx';
import { rowOf } from './row.ts';
import { preciseTime } from './time.ts';

interface VerdictBannerProps {
  readonly verdict: Verdict;
  readonly exchange: Exchange;
  /** What of it is the word of a file. */
  readonly stated: readonly Stated[];
  /** What can be done with the verdict. */
  readonly children?: ComponentChildren;
}

/** The verdict in one sentence, and which response it is about. */
export function VerdictBanner({ verdict, exchange, stated, children }: VerdictBannerProps) {
  const { mode, client_id, at } = rowOf(exchange);
  const own = verdictTone(verdict);
  const tone = stated.length > 0 && own === 'pass' ? 'info' : own;
  return (
    <header class={`banner banner-${tone}`} data-verdict={verdict.kind}>
      <h2>
        <Mark tone={tone} />
        <span>{statedVerdict(verdict.kind, verdictSentence(verdict), stated)}</span>
      </h2>
      <p class="meta">
        <code>
          <Received text={mode} />
        </code>{' '}
        from {exchange.client.issuer} for client {client_id} · {preciseTime(at)} ·{' '}
        {verdictSummary(verdict.counts)}
      </p>
      {stated.length > 0 && <p class="meta">{stated.map(statedSentence).join(' ')}</p>}
      {children}
    </header>
  );
}
