import { pushedUri } from '../history.ts';
import { mostBits } from '../most-bits.ts';
import type { Earlier, HistoryRecord, OnceKind } from '../records.ts';
import {
  type Check,
  type Context,
  type Said,
  type Value,
  atLeast,
  fail,
  number,
  pass,
  requested,
  skip,
  warn,
} from './check.ts';

/** How hard a value that nobody may guess has to be to guess, in bits (RFC 6749 10.10). */
const bitsNeeded = 128;

/** The checks on what came before, as it was known when the response came. */
export const historyChecks: readonly Check[] = [
  {
    name: 'jarm-replay',
    catalogue: 'M01',
    clauses: ['JARM 5.2', 'RFC 9700 2.1.1', 'RFC 9700 4.5'],
    certainty: 'as-observed',
    judge(context) {
      if (context.compact === null || context.isCut) return null;
      return ifHistory(context, (history) => {
        const before = seenBefore(history, 'response') ?? seenBefore(history, 'jwt');
        if (before) return fail('replayed', { observed: timeOf(before) });
        const { sightings } = context.evidence;
        return sightings > 0 ? warn('seen-again', { observed: number(sightings) }) : pass();
      });
    },
  },
  {
    name: 'code-reuse',
    catalogue: 'M02',
    clauses: ['RFC 6749 4.1.2'],
    certainty: 'as-observed',
    judge(context) {
      if (typeof context.answer?.('code') !== 'string') return null;
      return ifHistory(context, (history) => {
        const before = seenBefore(history, 'code');
        if (before && isReplayOf(before, history)) return null;
        return before ? fail('reused', { observed: timeOf(before) }) : pass();
      });
    },
  },
  {
    name: 'state-reuse',
    catalogue: 'M03',
    clauses: ['RFC 9700 4.2.4', 'RFC 9700 4.7.1'],
    certainty: 'as-observed',
    judge(context) {
      if (typeof context.answer?.('state') !== 'string') return null;
      return ifHistory(context, (history) => {
        const before = seenBefore(history, 'state');
        if (!before) return pass();
        // That the whole answer came again is said by the rules before.
        if (isReplayOf(before, history) || seenBefore(history, 'code')?.response === before.response)
          return null;
        return warn('answered-before', { observed: timeOf(before) });
      });
    },
  },
  {
    name: 'state-quality',
    catalogue: 'B06',
    clauses: ['RFC 9700 2.1', 'RFC 6749 10.12', 'RFC 6749 10.10'],
    certainty: 'estimated',
    judge(context) {
      const sent = requested(context, 'state');
      // Where the request cannot be read, what came back tells how long it was.
      const state = 'value' in sent ? sent.value : context.answer?.('state');
      if (state === undefined) return 'unknown' in sent ? skip(sent.unknown) : null;
      if (typeof state !== 'string') return null;
      const again = madeAgain(context, 'requested_state');
      if (again?.outcome === 'warn') return again;
      const bits = Math.floor(mostBits(state));
      if (bits < bitsNeeded) return warn('short', { expected: atLeast(bitsNeeded), observed: number(bits) });
      return again;
    },
  },
  {
    name: 'nonce-reuse',
    catalogue: 'I05',
    clauses: ['RFC 9700 2.1.1', 'OIDC Core 3.1.3.7'],
    certainty: 'as-observed',
    judge: (context) => madeAgain(context, 'nonce'),
  },
  {
    name: 'pkce-reuse',
    catalogue: 'K03',
    clauses: ['RFC 9700 2.1.1', 'RFC 7636 4.1'],
    certainty: 'as-observed',
    judge(context) {
      const said = madeAgain(context, 'code_challenge');
      return said?.code === 'constant' ? { ...said, outcome: 'fail' } : said;
    },
  },
  {
    name: 'par-reuse',
    catalogue: 'K07',
    clauses: ['RFC 9126 4'],
    certainty: 'as-observed',
    judge(context) {
      const uri = pushedUri(context);
      if (uri === undefined) return context.request ? null : skip(context.requestSkip);
      return ifHistory(context, (history) => {
        const before = seenBefore(history, 'request_uri');
        return before ? warn('reused', { observed: timeOf(before) }) : pass();
      });
    },
  },
];

/** Judges by what came before, or says that it is not known yet; of what a file brought, that it never will be. */
function ifHistory({ evidence }: Context, judge: (history: HistoryRecord) => Said | null): Said | null {
  if (evidence.history) return judge(evidence.history);
  return skip(evidence.from ? 'not-seen' : 'history-pending');
}

function seenBefore({ earlier }: HistoryRecord, kind: OnceKind): Earlier | undefined {
  return earlier.find((one) => one.kind === kind);
}

/** Whether the earlier exchange brought the very same JWT. */
function isReplayOf({ response }: Earlier, { earlier }: HistoryRecord): boolean {
  return earlier.some((one) => (one.kind === 'response' || one.kind === 'jwt') && one.response === response);
}

/** Judges whether a request brings a value that an earlier request of the client brought already. */
function madeAgain(context: Context, kind: 'requested_state' | 'nonce' | 'code_challenge'): Said | null {
  const name = kind === 'requested_state' ? 'state' : kind;
  return ifHistory(context, (history) => {
    if (history.digests[kind] === undefined) {
      const sent = requested(context, name);
      return 'unknown' in sent ? skip(sent.unknown) : null;
    }
    const before = seenBefore(history, kind);
    if (!before) return pass();
    const observed = timeOf(before);
    // A page that is loaded again sends what it sent, and no more can be said of whoever made it.
    return seenBefore(history, 'request')?.response === before.response
      ? warn('same-request', { observed })
      : warn('constant', { observed });
  });
}

/** When a value was seen before. */
function timeOf({ at }: Earlier): Value {
  return { kind: 'time', value: Math.floor(at / 1000) };
}
