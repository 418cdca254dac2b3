import * as v from 'valibot';

/**
 * What the background writes and every reader reads. A record is written once and never changed. Request and
 * response keys name the tab, so that a tab's own records are read without reading everything.
 */

const Field = v.tuple([v.string(), v.string()]);
/** One form field: name and value, decoded. */
export type Field = v.InferOutput<typeof Field>;

const seen = {
  /** Sorts by the moment of capture: time, counter, and a token of the worker that saw it. */
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
  /** Revisions of the registered clients that this URL belongs to. */
  clients: v.array(v.string()),
};

/** An authorization request at a registered client's authorization endpoint. */
export const RequestRecord = v.object({ kind: v.literal('request'), ...seen });
export type RequestRecord = v.InferOutput<typeof RequestRecord>;

/** An authorization response at a registered callback. */
export const ResponseRecord = v.object({ kind: v.literal('response'), ...seen });
export type ResponseRecord = v.InferOutput<typeof ResponseRecord>;

/** Why a document could not be had. */
export const fetchProblems = [
  'no-access',
  'not-allowed',
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

/** A wish to ask the issuer again, made at this time. */
export const WantKeysRecord = v.object({ at: v.number() });
export type WantKeysRecord = v.InferOutput<typeof WantKeysRecord>;

/** Which document a URL gave last, and when it was asked. */
export const LatestRecord = v.object({ at: v.number(), document: v.string() });
export type LatestRecord = v.InferOutput<typeof LatestRecord>;

/** A list of exchanges that the user removed. */
export const RemovedRecord = v.object({ responses: v.array(v.string()), requests: v.array(v.string()) });
export type RemovedRecord = v.InferOutput<typeof RemovedRecord>;

/** The longest URL kept, in characters, and the most that is kept of a form body. */
export const urlLimit = 1_200_000;
export const formLimit = 1_200_000;
/** What the store holds at most: exchanges, and bytes in all. */
export const exchangeLimit = 2_000;
export const byteLimit = 8_000_000;

/** The outcome of one judgement, kept so that badge, lists and popup need not judge again. */
export const SummaryRecord = v.object({
  response: v.string(),
  tabId: v.number(),
  /** `evidenceName` of what was judged: where it differs, the summary is out of date. */
  evidence: v.string(),
  kind: v.picklist(['rejected', 'pending', 'unverified', 'unsigned', 'valid']),
  /** Whether the issuer has to be asked once more for the key of the signature. */
  askAgain: v.boolean(),
  reason: v.nullable(
    v.object({
      check: v.string(),
      outcome: v.picklist(['pass', 'fail', 'warn', 'info', 'skip', 'unsupported']),
      code: v.optional(v.string()),
    }),
  ),
  counts: v.object({
    pass: v.number(),
    fail: v.number(),
    warn: v.number(),
    info: v.number(),
    skip: v.number(),
    unsupported: v.number(),
  }),
});
export type SummaryRecord = v.InferOutput<typeof SummaryRecord>;

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
  /** A wish to ask the issuer again for one response. */
  wantKeys: (response: string) => `want-keys/${response}`,
  removed: (id: string) => `removed/${id}`,
  dropped: 'dropped',
  /** Written to make the background start; what it says is of no matter. */
  wake: 'wake',
} as const;
