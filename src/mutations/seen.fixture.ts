import type { HistoryRecord, ObservationRecord, OnceKind } from '../records.ts';
import { type Flow, asked } from './flow.fixture.ts';
import { type Mutation, isJwt, memberOf, withMember, withRequest } from './mutation.fixture.ts';

const has = (name: string) => (flow: Flow) => memberOf(flow, name) !== undefined;
const other = 'https://elsewhere.example';

/** What an earlier exchange had in common with this one. */
function before(flow: Flow, ...kinds: readonly OnceKind[]): Flow {
  const history: HistoryRecord = {
    response: 'r2',
    at: flow.at,
    digests: Object.fromEntries(kinds.map((kind) => [kind, `digest of the ${kind}`])),
    earlier: kinds.map((kind) => ({ kind, response: 'r0', at: flow.at - 600_000 })),
  };
  return { ...flow, change: { ...flow.change, history } };
}

/** What was seen beside the exchange, with the client's switch on. */
function watching(flow: Flow, saw: ObservationRecord['saw'], after = 1000): Flow {
  const observations = [{ response: 'r2', at: flow.at + after, saw }];
  const client = { ...flow.client, watch_for_leaks: true };
  return { ...flow, client, change: { ...flow.change, observations } };
}

function watched(
  name: string,
  breaks: string,
  saw: ObservationRecord['saw'],
  raises: Mutation['raises'],
  only: Mutation['in'] = () => true,
): Mutation {
  return { name, breaks, in: only, apply: (flow) => watching(flow, saw), raises };
}

const byRedirect = ({ channel }: Flow) => channel !== 'form_post';
const byForm = ({ channel }: Flow) => channel === 'form_post';

/** What went before the response, and what was seen beside it. */
export const seenMutations: readonly Mutation[] = [
  {
    name: 'jwt-replayed',
    breaks: 'the same JWT came before, in another exchange',
    in: isJwt,
    apply: (flow) => before(flow, 'response'),
    raises: ['fail jarm-replay replayed'],
  },
  {
    name: 'jwt-seen-again',
    breaks: 'the response was loaded again in its tab',
    in: isJwt,
    apply: (flow) => ({ ...flow, change: { sightings: 1 } }),
    raises: ['warn jarm-replay seen-again'],
  },
  {
    name: 'code-reused',
    breaks: 'the same code came before, in another response',
    in: has('code'),
    apply: (flow) => before(flow, 'code'),
    raises: ['fail code-reuse reused'],
  },
  {
    name: 'state-answered-before',
    breaks: 'the same state was answered before',
    in: has('state'),
    apply: (flow) => before(flow, 'state'),
    raises: ['warn state-reuse answered-before'],
  },
  {
    name: 'state-constant',
    breaks: 'an earlier request had the same state',
    apply: (flow) => before(flow, 'requested_state'),
    raises: ['warn state-quality constant'],
  },
  {
    name: 'nonce-constant',
    breaks: 'an earlier request had the same nonce',
    apply: (flow) => before(flow, 'nonce'),
    raises: ['warn nonce-reuse constant'],
  },
  {
    name: 'challenge-constant',
    breaks: 'an earlier request had the same code_challenge',
    apply: (flow) => before(flow, 'code_challenge'),
    raises: ['fail pkce-reuse constant'],
  },
  {
    name: 'request-sent-again',
    breaks: 'an earlier request had the same everything: the page that made it was loaded again',
    apply: (flow) => before(flow, 'request', 'nonce', 'code_challenge'),
    raises: ['warn nonce-reuse same-request', 'warn pkce-reuse same-request'],
  },
  {
    name: 'state-of-the-same-request',
    breaks: 'the very same request was sent before',
    in: (flow) => asked(flow, 'state') !== undefined,
    apply: (flow) => before(flow, 'request', 'requested_state'),
    raises: ['warn state-quality same-request'],
  },
  {
    name: 'state-short',
    breaks: 'the state is short enough to be guessed',
    in: (flow) => asked(flow, 'state') !== undefined,
    apply: (flow) => withRequest(withMember(flow, 'state', '1234567'), 'state', '1234567'),
    raises: ['warn state-quality short'],
  },
  {
    name: 'unsolicited',
    breaks: 'no request went before',
    apply: (flow) => ({ ...flow, change: { request: null, pairedBy: null } }),
    raises: ['warn solicited unsolicited'],
  },
  watched(
    'redirected-with-307',
    'the server redirected with 307 what may have held a password',
    { what: 'redirect', origin: 'http://localhost', status: 307, credentials: true },
    ['fail redirect-status credentials-resent'],
    byRedirect,
  ),
  watched(
    'redirected-with-302',
    'the server redirected with 302 what may have held a password',
    { what: 'redirect', origin: 'http://localhost', status: 302, credentials: true },
    ['warn redirect-status not-303'],
    byRedirect,
  ),
  watched(
    'redirected-with-307-after-nothing',
    'the server redirected with 307 what held no password, which is worth a note',
    { what: 'redirect', origin: 'http://localhost', status: 307, credentials: false },
    [],
    byRedirect,
  ),
  watched(
    'form-page-without-cache-control',
    'the page that posts the form says nothing of caches',
    { what: 'form-post-page', origin: 'http://localhost', cacheControl: null },
    ['fail form-post-cache missing'],
    byForm,
  ),
  watched(
    'form-page-storable',
    'the page that posts the form may be stored',
    { what: 'form-post-page', origin: 'http://localhost', cacheControl: 'max-age=600' },
    ['fail form-post-cache storable'],
    byForm,
  ),
  watched(
    'code-in-referrer',
    'the response stood in the Referer of a request to another origin',
    { what: 'referrer', origin: other, parameter: 'response' },
    ['fail referrer-leak credentials'],
  ),
  watched(
    'state-in-referrer',
    'the state stood in the Referer of a request to another origin',
    { what: 'referrer', origin: other, parameter: 'state' },
    ['warn referrer-leak state'],
  ),
  watched(
    'code-forwarded',
    'the code went to another origin in a URL',
    { what: 'forwarded', origin: other, parameter: 'code' },
    ['fail forwarded credentials'],
  ),
  watched(
    'state-forwarded',
    'the state went to another origin in a URL',
    { what: 'forwarded', origin: other, parameter: 'state' },
    ['warn forwarded state'],
  ),
  watched(
    'no-referrer-policy',
    "the callback's page has no policy for its URL, which is worth a note",
    { what: 'callback-page', status: 200, referrerPolicy: null },
    [],
    ({ channel }) => channel === 'query',
  ),
  watched(
    'third-party-on-callback',
    "the callback's page loads something from another origin",
    { what: 'third-party', origin: other },
    ['warn no-referrer-policy third-party'],
  ),
  watched(
    'leaky-referrer-policy',
    "the callback's page lets its whole URL go to other origins",
    { what: 'callback-page', status: 200, referrerPolicy: 'unsafe-url' },
    ['warn no-referrer-policy leaky-policy'],
    ({ channel }) => channel === 'query',
  ),
  watched(
    'response-left-in-address',
    'the address still shows the response, which is worth a note',
    { what: 'address', parameters: ['response'] },
    [],
  ),
  {
    name: 'redeemed-late',
    breaks: 'the code was redeemed after a quarter of an hour',
    in: has('code'),
    apply: (flow) => watching(flow, { what: 'redeemed', origin: 'http://localhost' }, 900_000),
    raises: ['warn slow-redeem after-ten-minutes'],
  },
  {
    name: 'redeemed-after-two-minutes',
    breaks: 'the code was redeemed after two minutes, which is no fault in plain OAuth',
    in: has('code'),
    apply: (flow) => watching(flow, { what: 'redeemed', origin: 'http://localhost' }, 120_000),
    raises: [],
  },
];
