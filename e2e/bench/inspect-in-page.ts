/** What the benchmark runs inside the browser: the judge beside bare `jose`, on the same tokens, and the judge's parts. */
import { type JWK, compactDecrypt, createLocalJWKSet, importJWK, jwtVerify } from 'jose';
import { markAccepted } from '../../src/accepted.ts';
import { judge } from '../../src/checks/index.ts';
import type { Evidence } from '../../src/evidence.ts';
import { inspect, judgeSignature } from '../../src/inspect.ts';
import { readJwks, readMetadata } from '../../src/issuer/documents.ts';
import { parseJwks } from '../../src/issuer/jwks.ts';
import { parseMetadata } from '../../src/issuer/metadata.ts';
import { readCompact } from '../../src/jose/compact.ts';
import { decrypt } from '../../src/jose/decrypt.ts';
import { readRequest } from '../../src/read/request.ts';
import { readResponse } from '../../src/read/response.ts';
import type { Secrets } from '../../src/secrets.ts';
import { foldVerdict } from '../../src/verdict.ts';

/** One response, as both are given it. */
export interface Case {
  readonly name: string;
  readonly evidence: Evidence;
  readonly secrets: Secrets | null;
  /** What stands in `response`. */
  readonly compact: string;
  readonly issuer: string;
  readonly client_id: string;
  readonly alg: string;
  readonly jwks: { readonly keys: JWK[] };
  /** What decrypts it. */
  readonly decryption: { readonly key: JWK; readonly alg: string } | null;
}

/** Milliseconds for one response, by round; both in the same round ran right after one another. */
export interface Times {
  readonly ours: readonly number[];
  readonly bare: readonly number[];
}

type Work = () => unknown;

/** How many milliseconds a batch takes: a browser's clock is coarse. */
const batchTime = 10;
/** For how many milliseconds it is counted how often something can be done. */
const [counting, countingParts] = [200, 100];

/**
 * Judges all responses in turn, for so many milliseconds, until the engine has compiled what it is going to: the one that
 * is measured first would take longest.
 */
export async function warmUp(cases: readonly Case[], duration: number): Promise<void> {
  const end = performance.now() + duration;
  while (performance.now() < end) for (const { evidence, secrets } of cases) await inspect(evidence, secrets);
}

/** Times the judge and bare `jose` in turn, for so many milliseconds. */
export async function measure(given: Case, duration: number): Promise<Times> {
  const judged = async () => {
    const { verdict } = await inspect(given.evidence, given.secrets);
    if (verdict.kind !== 'valid') throw new Error(`${given.name} is judged ${verdict.kind}`);
  };
  const bare = await bareOf(given);
  await batchOf(judged, counting);
  const batch = await batchOf(bare, counting);
  const ours: number[] = [];
  const others: number[] = [];
  const end = performance.now() + duration;
  for (let round = 0; performance.now() < end; round += 1) {
    const isFirst = round % 2 === 0;
    const first = await time(isFirst ? judged : bare, batch);
    const second = await time(isFirst ? bare : judged, batch);
    ours.push(isFirst ? first : second);
    others.push(isFirst ? second : first);
  }
  return { ours, bare: others };
}

/**
 * Times each function that the judge is made of by itself, for so many milliseconds. Together they may take longer than
 * the whole, which judges while the signature is being verified.
 */
export async function measureParts(
  given: Case,
  duration: number,
): Promise<Readonly<Record<string, readonly number[]>>> {
  const parts = Object.entries(await partsOf(given));
  const times: Record<string, number[]> = {};
  for (const [name, work] of parts) {
    const batch = await batchOf(work, countingParts);
    const end = performance.now() + duration / parts.length;
    const own: number[] = [];
    while (own.length === 0 || performance.now() < end) own.push(await time(work, batch));
    times[name] = own;
  }
  return times;
}

async function partsOf({ evidence, secrets, compact }: Case): Promise<Record<string, Work>> {
  const { context, findings } = await inspect(evidence, secrets);
  const { jwt, jwe, decryption, keys } = context;
  if (jwt?.form !== 'jws' || !evidence.request) throw new Error('no signed response to a request');
  const { request, response, accepted } = evidence;
  const plaintext = decryption?.state === 'decrypted' ? decryption.plaintext : null;
  const lookup = evidence.lookups.at(-1);
  const [jwks, metadata] = [lookup?.jwks ?? '', lookup?.metadata ?? ''];
  return {
    read: () => [readResponse(response), readRequest(request)],
    parse: () => [readCompact(compact), plaintext !== null && readCompact(plaintext)],
    ...(jwe && { decryption: () => decrypt(jwe, secrets) }),
    keys: () => [readJwks(jwks), readMetadata(metadata)],
    signature: () => judgeSignature(jwt, keys, '', evidence, response.at),
    checks: () => {
      markAccepted(judge(context), accepted, response.at);
      foldVerdict(findings, true);
    },
    // What the first response of an issuer takes that the others do not.
    'keys and signature, first time': () => {
      parseMetadata(metadata);
      return judgeSignature(jwt, parseJwks(jwks), '', evidence, response.at);
    },
    whole: () => inspect(evidence, secrets),
  };
}

/** What an application does: keys imported once, then decryption and verification with its claims. */
async function bareOf({ compact, issuer, client_id, alg, jwks, decryption, evidence }: Case) {
  const keys = createLocalJWKSet(jwks);
  const key = decryption && (await importJWK(decryption.key, decryption.alg));
  const options = {
    issuer,
    audience: client_id,
    algorithms: [alg],
    currentDate: new Date(evidence.response.at),
  };
  const decoder = new TextDecoder();
  return async () => {
    const jws = key ? decoder.decode((await compactDecrypt(compact, key)).plaintext) : compact;
    await jwtVerify(jws, keys, options);
  };
}

/** Says how often something has to be done for a batch. */
async function batchOf(work: Work, duration: number): Promise<number> {
  const start = performance.now();
  let count = 0;
  for (; performance.now() < start + duration; count += 1) await work();
  return Math.ceil((count * batchTime) / duration);
}

async function time(work: Work, batch: number): Promise<number> {
  const start = performance.now();
  for (let count = 0; count < batch; count += 1) await work();
  return (performance.now() - start) / batch;
}
