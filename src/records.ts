import * as v from 'valibot';
import { profiles } from './profile.ts';
import { Result } from './result.ts';

/**
 * What the background writes and every reader reads. A record is written once and never changed. Request and
 * response keys name the tab, so that a tab's own records are read without reading everything.
 */

const Field = v.tuple([v.string(), v.string()]);
/** One form field: name and value, decoded. */
export type Field = v.InferOutput<typeof Field>;

const seen = {
  /** Made by `captureId`: sorts by the moment of capture. */
  id: v.string(),
  /** Milliseconds since 1970, when the browser started the navigation. */
  at: v.number(),
  /** Shared by all hops of one redirect chain. */
  requestId: v.string(),
  tabId: v.number(),
  frameId: v.number(),
  type: v.picklist(['main_frame', 'sub_frame']),
  method: v.string(),
  /** As the browser gave it, fragment included; cut at `urlLimit` characters. */
  url: v.string(),
  /** How many characters the URL had before it was cut. */
  urlLength: v.number(),
  /** The known fields of the body, or null where there was no readable form body. */
  form: v.nullable(v.array(Field)),
  /** How many fields with other names, or over the limit, were left out. */
  formLeftOut: v.number(),
  /** Whether a known field was cut at `formLimit`. */
  formCut: v.optional(v.boolean(), false),
  /** Revisions of the registered clients that this URL belongs to. */
  clients: v.array(v.string()),
  /** Set where no browser saw it here: a file said so, or somebody pasted it in. */
  from: v.optional(v.picklist(['file', 'pasted'])),
};

/** An authorization request at a registered client's authorization endpoint. */
export const RequestRecord = v.object({ kind: v.literal('request'), ...seen });
export type RequestRecord = v.InferOutput<typeof RequestRecord>;

/** An authorization response at a registered callback. */
export const ResponseRecord = v.object({
  kind: v.literal('response'),
  ...seen,
  /** The issuers of all registered clients at that moment: a response of another one of them may be a mix-up. */
  issuers: v.optional(v.array(v.string()), []),
});
export type ResponseRecord = v.InferOutput<typeof ResponseRecord>;

/** How a request gets to the server: in the clear (RFC 6749 4.1.1), as a request object (RFC 9101), or pushed (RFC 9126). */
export const sendingWays = ['parameters', 'request', 'pushed', 'pushed-request'] as const;

/**
 * A login that the tool started, as it sent it: written by the panel before the browser is sent off. It is what is
 * known of a request that the browser did not see.
 */
export const StartedRecord = v.object({
  /** Made by `captureId`. */
  id: v.string(),
  at: v.number(),
  /** The inspected tab, also where the URL was copied out of it. */
  tabId: v.number(),
  /** The client's id in the registration. */
  client: v.string(),
  /** Where the browser is sent, as `URL.href` writes it: the request that is seen there is this one. */
  url: v.string(),
  /** All parameters as they count, wherever they stood. */
  parameters: v.array(Field),
  via: v.picklist(sendingWays),
});
export type StartedRecord = v.InferOutput<typeof StartedRecord>;

/** The PKCE verifier of a login that the tool started: in memory alone, never part of the evidence. */
export const VerifierRecord = v.object({ code_verifier: v.string() });
export type VerifierRecord = v.InferOutput<typeof VerifierRecord>;

/** That the tool sent the code of a response to the token endpoint. Nothing of the answer is kept. */
export const RedeemedRecord = v.object({ response: v.string(), at: v.number() });
export type RedeemedRecord = v.InferOutput<typeof RedeemedRecord>;

/** A wish to send a tab to a login that was started. Written by the panel: Firefox's has no say over tabs. */
export const VisitRecord = v.object({ tabId: v.number(), url: v.string() });
export type VisitRecord = v.InferOutput<typeof VisitRecord>;

/**
 * That something is about to be posted, or is: while there is one, what the extension posts carries no `Origin`. Written
 * by the panel.
 */
export const PostingRecord = v.object({ at: v.number() });
export type PostingRecord = v.InferOutput<typeof PostingRecord>;

/** The postings for which that is arranged, by their ids. */
export const ArrangedRecord = v.object({ postings: v.array(v.string()) });
export type ArrangedRecord = v.InferOutput<typeof ArrangedRecord>;

/** Why a document could not be had. */
export const fetchProblems = [
  'no-access',
  'not-allowed',
  'not-arranged',
  'network',
  'timeout',
  'redirect',
  'status',
  'too-large',
  'not-json',
  'not-metadata',
  'issuer-mismatch',
  'no-jwks-uri',
  'not-jwks',
] as const;
export type FetchProblem = (typeof fetchProblems)[number];

/**
 * One look at the issuer's clock: the `Date` and `Age` of an answer to a request that was sent past the cache
 * (RFC 9110 6.6.1; RFC 9111 5.1). All in milliseconds since 1970, but for `age`.
 */
export const ClockSample = v.object({
  /** By this computer's clock. */
  sent: v.number(),
  received: v.number(),
  /** By the issuer's clock; it counts whole seconds. */
  date: v.number(),
  /** How long a cache on the way had kept the answer, in seconds; 0 where no cache says so. */
  age: v.number(),
});
export type ClockSample = v.InferOutput<typeof ClockSample>;

/**
 * One document, asked for: where it is kept, or why there is none. Both are set where the issuer did not answer
 * this time and an older document is still at hand.
 */
const Fetched = v.object({
  url: v.string(),
  /** When the document was asked for, in milliseconds since 1970. */
  at: v.number(),
  document: v.nullable(v.string()),
  problem: v.nullable(v.picklist(fetchProblems)),
  /** The HTTP status, the issuer found, or the rule that forbade the fetch. */
  detail: v.nullable(v.string()),
  /** What the answer said of the issuer's clock; null where it said nothing. */
  clock: v.optional(v.nullable(ClockSample), null),
});
export type Fetched = v.InferOutput<typeof Fetched>;

/** One look at the issuer's metadata and keys on behalf of one response. */
export const LookupRecord = v.object({
  response: v.string(),
  /** 0 at arrival; one more for each further look. */
  n: v.number(),
  why: v.picklist(['arrival', 'rotation', 'retry']),
  at: v.number(),
  /** Whether requests at the authorization endpoint could be seen. */
  endpointObservable: v.boolean(),
  metadata: v.nullable(Fetched),
  /** Null where the JWKS was pasted in: the client holds it. */
  keys: v.nullable(Fetched),
  /** Set where the documents stood in a file and were not fetched here: the keys are as stated by the file. */
  from: v.optional(v.literal('file')),
});
export type LookupRecord = v.InferOutput<typeof LookupRecord>;

/** What is known of a tab. Until there is a record, the tab counts as private. */
export const TabRecord = v.object({
  private: v.boolean(),
  opener: v.nullable(v.number()),
});
export type TabRecord = v.InferOutput<typeof TabRecord>;

/** How many responses went because the store was full. `ids` are the last ones: removal is repeated until they are gone. */
export const DroppedRecord = v.object({ count: v.number(), ids: v.array(v.string()) });
export type DroppedRecord = v.InferOutput<typeof DroppedRecord>;

/** Until when private windows were open, in milliseconds since 1970; null where they are, as far as is known. */
export const PrivateWindowsRecord = v.object({ until: v.nullable(v.number()) });
export type PrivateWindowsRecord = v.InferOutput<typeof PrivateWindowsRecord>;

/** The match patterns that the browser grants: for pages that cannot ask it, as Firefox's panel. */
export const GrantedRecord = v.object({ origins: v.array(v.string()) });
export type GrantedRecord = v.InferOutput<typeof GrantedRecord>;

/** A wish to ask the issuer again, made at this time. */
export const WantKeysRecord = v.object({ at: v.number() });
export type WantKeysRecord = v.InferOutput<typeof WantKeysRecord>;

/** Which document a URL gave last, when it was asked, and what the answer said of the issuer's clock. */
export const LatestRecord = v.object({
  at: v.number(),
  document: v.string(),
  clock: v.optional(v.nullable(ClockSample), null),
});
export type LatestRecord = v.InferOutput<typeof LatestRecord>;

/** A response that the user pinned, at this time: it stays when the list is cleared, and when room is made. */
export const PinnedRecord = v.object({ at: v.number() });
export type PinnedRecord = v.InferOutput<typeof PinnedRecord>;

/**
 * While there is one nothing new is captured, until the browser closes. Written by popup and panel, whichever was
 * clicked: there is nothing in it that the one could take from the other.
 */
export const PausedRecord = v.object({ at: v.number() });
export type PausedRecord = v.InferOutput<typeof PausedRecord>;

/**
 * The last run: a series of logins with a name, which ends in a report. Where it has no end it goes on. In milliseconds
 * since 1970; written by the panel, at its start and at its end.
 */
export const RunRecord = v.object({
  name: v.pipe(v.string(), v.maxLength(200)),
  at: v.number(),
  to: v.nullable(v.number()),
});
export type RunRecord = v.InferOutput<typeof RunRecord>;

/** A list of exchanges that the user removed. */
export const RemovedRecord = v.object({ responses: v.array(v.string()), requests: v.array(v.string()) });
export type RemovedRecord = v.InferOutput<typeof RemovedRecord>;

/** Request parameters that a tester can type in where the browser did not see them; an empty one was not sent. */
export const typedNames = [
  'state',
  'nonce',
  'response_mode',
  'response_type',
  'redirect_uri',
  'scope',
  'code_challenge',
  'code_challenge_method',
  'max_age',
] as const;
export type TypedName = (typeof typedNames)[number];

/** What the tester knows, for one exchange or for all of a client's. Written by the panel. */
export const TypedRecord = v.object({
  /** New with every change. */
  revision: v.string(),
  values: v.record(v.picklist(typedNames), v.string()),
  /** The profile to judge by instead of the registered one. */
  profile: v.nullable(v.picklist(profiles)),
  /** The `client_id` to judge by instead of the registered one. */
  client_id: v.optional(v.nullable(v.string()), null),
});
export type TypedRecord = v.InferOutput<typeof TypedRecord>;

/** What must not come twice, and `request`, which tells a request that was sent again from values made once for all. */
export const onceKinds = [
  /** The JWT as received, and the one inside its encryption. */
  'response',
  'jwt',
  'code',
  /** As the response returned it, and as the request sent it. */
  'state',
  'requested_state',
  'nonce',
  'request_uri',
  'code_challenge',
  'request',
] as const;
export type OnceKind = (typeof onceKinds)[number];

/** The newest of the earlier exchanges that carried the same value. */
const Earlier = v.object({ kind: v.picklist(onceKinds), response: v.string(), at: v.number() });
export type Earlier = v.InferOutput<typeof Earlier>;

/**
 * What had been seen before one response came, as known at its arrival: what is removed later changes nothing. Written
 * once, by the background.
 */
export const HistoryRecord = v.object({
  response: v.string(),
  /** The response's arrival, in milliseconds since 1970. */
  at: v.number(),
  /** A digest of each value of this exchange that must not come twice, together with what it is compared within. */
  digests: v.record(v.picklist(onceKinds), v.string()),
  /** At most one of each kind. */
  earlier: v.array(Earlier),
});
export type HistoryRecord = v.InferOutput<typeof HistoryRecord>;

/**
 * What was seen of an exchange beside its request and response, where the client's switch "watch for leaks" is on.
 * Names and places only: the values that leaked are not written down again.
 */
export const ObservationRecord = v.object({
  /** The response that it belongs to. */
  response: v.string(),
  at: v.number(),
  saw: v.variant('what', [
    /** The server's answer that redirected to the callback; `credentials`: what it answered may have held a password. */
    v.object({
      what: v.literal('redirect'),
      origin: v.string(),
      status: v.number(),
      credentials: v.boolean(),
    }),
    /** The page that posted the form to the callback. */
    v.object({
      what: v.literal('form-post-page'),
      origin: v.string(),
      cacheControl: v.nullable(v.string()),
    }),
    /** What the application answered at the callback. */
    v.object({
      what: v.literal('callback-page'),
      status: v.number(),
      referrerPolicy: v.nullable(v.string()),
    }),
    /** Something that the callback's page loaded from another origin. */
    v.object({ what: v.literal('third-party'), origin: v.string() }),
    /** A value of the response in the `Referer` of a request to another origin. */
    v.object({ what: v.literal('referrer'), origin: v.string(), parameter: v.string() }),
    /** A value of the response in the URL of a request to another origin. */
    v.object({ what: v.literal('forwarded'), origin: v.string(), parameter: v.string() }),
    /** What of the response the tab's address still showed once the page had loaded. */
    v.object({ what: v.literal('address'), parameters: v.array(v.string()) }),
    /** The code was sent to a token endpoint, by the page itself. */
    v.object({ what: v.literal('redeemed'), origin: v.string() }),
  ]),
});
export type ObservationRecord = v.InferOutput<typeof ObservationRecord>;

/** Where an observation is kept. The same one seen again has the same key. */
function observationKey({ response, saw }: Pick<ObservationRecord, 'response' | 'saw'>): string {
  const place = 'origin' in saw ? ` ${saw.origin}` : '';
  const parameter = 'parameter' in saw ? ` ${saw.parameter}` : '';
  return `observed/${response}/${saw.what}${place}${parameter}`;
}

/** The longest URL kept, in characters, and the most that is kept of a form body. */
export const urlLimit = 1_200_000;
export const formLimit = 1_200_000;
/** What the store holds at most: exchanges, and bytes in all. */
export const exchangeLimit = 2_000;
export const byteLimit = 8_000_000;

/** As much of a finding as it takes to say what it is called. */
const TitledFinding = v.object({
  check: v.string(),
  outcome: v.picklist(['pass', 'fail', 'warn', 'info', 'skip', 'unsupported']),
  code: v.optional(v.string()),
});

/** The outcome of one judgement, kept so that badge, lists and popup need not judge again. */
export const SummaryRecord = v.object({
  response: v.string(),
  tabId: v.number(),
  /** `evidenceName` of what was judged: where it differs, the summary is out of date. */
  evidence: v.string(),
  kind: v.picklist(['rejected', 'pending', 'unverified', 'unsigned', 'valid']),
  /** Whether the issuer has to be asked once more for the key of the signature. */
  askAgain: v.boolean(),
  reason: v.nullable(TitledFinding),
  /** What the response brought, where it had to be decrypted to be read. */
  result: v.optional(v.nullable(Result), null),
  /** What failed or is warned of, without what was accepted. */
  wrong: v.optional(v.array(TitledFinding), []),
  counts: v.object({
    pass: v.number(),
    fail: v.number(),
    warn: v.number(),
    info: v.number(),
    skip: v.number(),
    unsupported: v.number(),
    accepted: v.optional(v.number(), 0),
  }),
});
export type SummaryRecord = v.InferOutput<typeof SummaryRecord>;

/**
 * The name of a captured navigation: names sort by their moments, then by their counters.
 *
 * @param at in milliseconds since 1970, with fractions
 * @param worker tells the names of one worker from those of another
 */
export function captureId(at: number, counter: number, worker: string): string {
  const digits = (value: number, length: number) => value.toString(36).padStart(length, '0');
  return `${digits(Math.round(at * 1000), 11)}-${digits(counter, 5)}-${worker}`;
}

/** Where each kind of record is kept. */
export const recordKey = {
  request: (record: Pick<RequestRecord, 'tabId' | 'id'>) => `request/${record.tabId}/${record.id}`,
  response: (record: Pick<ResponseRecord, 'tabId' | 'id'>) => `response/${record.tabId}/${record.id}`,
  lookup: (record: Pick<LookupRecord, 'response' | 'n'>) => `lookup/${record.response}/${record.n}`,
  summary: (record: Pick<SummaryRecord, 'tabId' | 'response'>) =>
    `summary/${record.tabId}/${record.response}`,
  /** A metadata or key document, by what it says: `keys/<sha256>` or `metadata/<sha256>`. */
  document: (kind: 'keys' | 'metadata', sha256: string) => `${kind}/${sha256}`,
  /** The last document of a URL, and when it was fetched; each issuer has its own, as each may fetch other URLs. */
  latest: (issuer: string, url: string) => `latest/${issuer} ${url}`,
  /** A client as it was when a response came in. */
  client: (revision: string) => `client/${revision}`,
  tab: (tabId: number) => `tab/${tabId}`,
  privateWindows: 'private-windows',
  granted: 'granted',
  /** A wish to ask the issuer again for one response. */
  wantKeys: (response: string) => `want-keys/${response}`,
  removed: (id: string) => `removed/${id}`,
  pinned: (response: string) => `pinned/${response}`,
  /** What the tester typed for one exchange, by its response's id, or for a client, by its id. */
  typed: (scope: 'exchange' | 'client', id: string) => `typed/${scope}/${id}`,
  started: (id: string) => `started/${id}`,
  verifier: (started: string) => `verifier/${started}`,
  visit: (id: string) => `visit/${id}`,
  posting: (id: string) => `posting/${id}`,
  arranged: 'arranged',
  redeemed: (response: string) => `redeemed/${response}`,
  history: (response: string) => `history/${response}`,
  observation: observationKey,
  /** What was accepted for a client. */
  accepted: (client: string) => `accepted/${client}`,
  secrets: (client: string) => `secrets/${client}`,
  dropped: 'dropped',
  paused: 'paused',
  run: 'run',
  /** Written to make the background start; what it says is of no matter. */
  wake: 'wake',
} as const;
