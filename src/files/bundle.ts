import * as v from 'valibot';
import type { Evidence } from '../evidence.ts';
import type { Inspection } from '../inspect.ts';
import { byteLimit, exchangeLimit } from '../records.ts';
import { sentenceOf } from '../report/report.ts';
import { decryptedOf } from './decrypted.ts';
import { EvidenceFile } from './evidence.ts';
import { oddNumber, readJsonFile, stableJson } from './json.ts';
import { type FileProblem, isProblem, problem } from './problem.ts';
import { isSealed } from './seal.ts';

/** What a bundle calls itself, and the version of its schema. */
export const bundleFormat = 'oauth-response-inspector/evidence';
export const bundleSchema = 1;

/** The longest bundle that is read, in characters: what the store holds, with documents that stand in each item. */
export const bundleLimit = 8 * byteLimit;

/** Who wrote a file, and when. */
const About = v.strictObject({
  /** The version of this extension. */
  version: v.string(),
  /** Milliseconds since 1970. */
  exportedAt: v.number(),
});
export type About = v.InferOutput<typeof About>;

const Found = v.strictObject({
  kind: v.picklist(['rejected', 'pending', 'unverified', 'unsigned', 'valid']),
  sentence: v.string(),
});

const Item = v.strictObject({
  evidence: EvidenceFile,
  /** The verdict as it was found where the bundle was written. */
  verdict: Found,
  /** Whether judging it again takes the client secret, which never leaves: the signature is an HMAC. */
  needs_client_secret: v.boolean(),
});

const Bundle = v.strictObject({
  format: v.literal(bundleFormat),
  schema: v.literal(bundleSchema),
  about: About,
  items: v.array(Item),
});

/** What a bundle holds. */
export type Bundle = v.InferOutput<typeof Bundle>;
export type BundleItem = Bundle['items'][number];

/**
 * Writes the evidence on responses that were judged. It holds their live values, all that can be judged again but the
 * secrets of the client; of an encrypted response that was opened, what was inside.
 *
 * @returns JSON that is the same for the same evidence
 */
export function writeBundle(inspections: readonly Inspection[], about: About): string {
  const items = inspections.map((inspection) => ({
    evidence: exported(inspection),
    verdict: { kind: inspection.verdict.kind, sentence: sentenceOf(inspection) },
    needs_client_secret: needsSecret(inspection),
  }));
  return stableJson({ format: bundleFormat, schema: bundleSchema, about, items });
}

/** Whether a signature of the response, or of its ID token, is an HMAC (RFC 7518 3.2). */
function needsSecret({ context: { signature, idToken } }: Inspection): boolean {
  return [signature, idToken?.signature].some((one) => Boolean(one?.hmac));
}

function exported({ context }: Inspection): Evidence {
  const { evidence, decryption, idToken } = context;
  const opened = [decryptedOf('response', decryption), decryptedOf('id_token', idToken?.decryption ?? null)];
  const decrypted = opened.filter((one) => one !== null);
  return decrypted.length > 0 ? { ...evidence, decrypted } : evidence;
}

/**
 * Reads a bundle that was written here or elsewhere. Its evidence, the client and the keys included, is the file's word,
 * and marked so. Never throws.
 *
 * @returns what it holds, or why it cannot be used
 */
export function readBundle(text: string): Bundle | FileProblem {
  if (isSealed(text)) return problem('sealed');
  const read = readJsonFile(text, bundleLimit);
  if (isProblem(read)) return read;
  const head = v.safeParse(Head, read.value);
  if (!head.success) return problem('not-a-bundle');
  if (head.output.schema > bundleSchema) return problem('newer', head.output.schema);
  if (head.output.redacted === true) return problem('redacted');
  if (head.output.items.length > exchangeLimit) return problem('too-many', exchangeLimit);
  const parsed = v.safeParse(Bundle, read.value, { abortEarly: true });
  if (!parsed.success) return problem('broken', v.getDotPath(parsed.issues[0]));
  const odd = oddNumber(parsed.output);
  if (odd !== null) return problem('broken', odd);
  return { ...parsed.output, items: parsed.output.items.map(ofFile) };
}

const Head = v.object({
  format: v.literal(bundleFormat),
  schema: v.pipe(v.number(), v.integer(), v.minValue(1)),
  redacted: v.optional(v.boolean()),
  items: v.array(v.unknown()),
});

function ofFile(item: BundleItem): BundleItem {
  const { evidence } = item;
  const lookups = evidence.lookups.map((lookup) => ({
    ...lookup,
    record: { ...lookup.record, from: 'file' as const },
  }));
  const response = { ...evidence.response, from: evidence.response.from ?? 'file' };
  const request = evidence.request && { ...evidence.request, from: evidence.request.from ?? 'file' };
  return { ...item, evidence: { ...evidence, response, request, lookups, from: 'file' } };
}
