import type { Profile } from '../profile.ts';
import { overlayOf } from '../profiles/index.ts';
import { type Check, type Context, type Family, type Finding, type Said, storable } from './check.ts';
import { claimChecks } from './claims.ts';
import { deliveryChecks } from './delivery.ts';
import { deliveryParameterChecks } from './delivery-parameters.ts';
import { deliveryPlaceChecks } from './delivery-place.ts';
import { encryptionChecks } from './encryption.ts';
import { decryptionChecks } from './encryption-keys.ts';
import { envelopeChecks } from './envelope.ts';
import { nestedChecks } from './envelope-nested.ts';
import { flowChecks } from './flow.ts';
import { historyChecks } from './history.ts';
import { idTokenChecks } from './id-token.ts';
import { issuerChecks } from './issuer.ts';
import { leaksChecks } from './leaks.ts';
import { metadataChecks } from './metadata.ts';
import { parameterChecks } from './parameters.ts';
import { requestChecks } from './request.ts';
import { requestObjectChecks } from './request-object.ts';
import { requestPkceChecks } from './request-pkce.ts';
import { signatureChecks } from './signature.ts';
import { hmacChecks } from './signature-hmac.ts';

/** The catalogue, in the order in which findings are shown and the first reason is chosen. */
export const catalogue: readonly (readonly [Family, readonly Check[]])[] = [
  ['envelope', [...envelopeChecks, ...nestedChecks]],
  ['signature', [...hmacChecks, ...signatureChecks]],
  ['encryption', [...decryptionChecks, ...encryptionChecks]],
  ['claims', claimChecks],
  ['delivery', [...deliveryChecks, ...deliveryParameterChecks, ...deliveryPlaceChecks]],
  ['issuer', issuerChecks],
  ['parameters', parameterChecks],
  ['id-token', idTokenChecks],
  ['request', [...requestObjectChecks, ...requestPkceChecks, ...requestChecks]],
  ['flow', flowChecks],
  ['history', historyChecks],
  ['leaks', leaksChecks],
  ['metadata', metadataChecks],
];

/** Where the one family stands that looks at what became of the signature. */
const bySignature = catalogue.findIndex(([family]) => family === 'signature');

/** What every check that applies to a response says of it, as the profile judges it. */
export function judge(context: Context): Finding[] {
  return judgeBy(catalogue, context);
}

/**
 * Judges while WebCrypto verifies the signature, which takes longest and happens in another thread: only the family that
 * is about signatures has to wait for it. What is found is what `judge` finds of the context that is there in the end.
 */
export async function judgeMeanwhile(
  contextWith: (signature: Context['signature']) => Context,
  verifying: Promise<Context['signature']> | null,
): Promise<{ context: Context; findings: Finding[] }> {
  const unverified = contextWith(null);
  const before = judgeBy(catalogue.slice(0, bySignature), unverified);
  const after = judgeBy(catalogue.slice(bySignature + 1), unverified);
  const context = contextWith(await verifying);
  const own = judgeBy(catalogue.slice(bySignature, bySignature + 1), context);
  return { context, findings: [...before, ...own, ...after] };
}

function judgeBy(families: typeof catalogue, context: Context): Finding[] {
  const findings: Finding[] = [];
  for (const [family, checks] of families)
    for (const check of checks) {
      const said = check.judge(context);
      if (said) findings.push(findingOf(check, family, said, context.profile));
    }
  return findings;
}

/** What is not asked of an ID token that came straight from the token endpoint. */
const ofFrontChannel: ReadonlySet<string> = new Set([
  // Nobody but the client sees it.
  'idt-pii',
  // OpenID Connect Core 3.1.3.6 and 3.3.3.6: there the hashes may be left out.
  'c-hash missing',
  'at-hash missing',
  's-hash missing',
  // 3.1.2.1: with a code alone nobody has to send one, and 3.1.3.7 compares it where one was sent.
  'nonce not-sent',
]);

/** What makes an ID token worthless that its own checks do not look at: a response that brings one is judged by it anyway. */
const ofItsKeys = signatureChecks.filter(({ name }) => name === 'jwks-private');

/** What the checks on ID tokens say of one from the token endpoint (OpenID Connect Core 3.1.3.7). */
export function judgeRedeemed(context: Context): Finding[] {
  return [...idTokenChecks, ...ofItsKeys].flatMap((check) => {
    const said = check.judge(context);
    const isAsked = !ofFrontChannel.has(check.name) && !ofFrontChannel.has(`${check.name} ${said?.code}`);
    return said && isAsked ? [findingOf(check, 'id-token', said, context.profile)] : [];
  });
}

function findingOf(check: Check, family: Family, said: Said, profile: Profile): Finding {
  const { name, catalogue, clauses, certainty = 'proven' } = check;
  const { code, expected, observed } = said;
  const overlay = overlayOf(profile, name, said);
  // Member by member: this is done for every check of every response, and spreading takes several times as long.
  const finding: { -readonly [Name in keyof Finding]: Finding[Name] } = {
    check: name,
    catalogue,
    family,
    certainty: said.certainty ?? certainty,
    outcome: overlay?.outcome ?? said.outcome,
    clauses: overlay ? [...new Set([...overlay.clauses, ...clauses])] : clauses,
  };
  if (code !== undefined) finding.code = code;
  if (expected) finding.expected = storable(expected);
  if (observed) finding.observed = storable(observed);
  return finding;
}
