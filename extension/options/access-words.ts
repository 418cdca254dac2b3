import { isCallback, parseCallback } from '../../src/callback.ts';
import type { Fields } from './fields.ts';
import { isOpenToAll } from './public-suffixes.ts';
import type { Need, Reason } from '../../src/needs.ts';

const purposes: Readonly<Record<Reason, string>> = {
  responses: 'to see responses',
  requests: 'to see authorization requests',
  metadata: 'to read its metadata',
  keys: 'to read its keys',
};

/** What is caught in passing, and what is fetched. */
const subjects: Readonly<Record<Reason, { readonly name: string; readonly isSeen: boolean }>> = {
  responses: { name: 'responses', isSeen: true },
  requests: { name: 'authorization requests', isSeen: true },
  metadata: { name: 'metadata', isSeen: false },
  keys: { name: 'keys', isSeen: false },
};

const losses: Readonly<Record<Reason, string>> = {
  responses: 'no response is judged',
  requests: 'what was asked for is unknown, state and mode are not judged',
  metadata: 'what the server says of itself is not judged',
  keys: 'signatures are not checked',
};

/** What access is asked for, such as `to see responses`; two purposes with one beginning are drawn together. */
function purpose(reasons: readonly Reason[]): string {
  const texts = reasons.map((reason) => purposes[reason]);
  return texts.join(' and ').replace('read its metadata and to read its keys', 'read its metadata and keys');
}

/** What a click will ask for, before it is made. */
export function askSentence(button: string, missing: readonly Need[], all: readonly Need[]): string {
  if (all.length === 0) return `${button} asks for no access until there is an address above.`;
  if (missing.length === 0) {
    const isLocal = all.every(({ onThisMachine }) => onThisMachine);
    return isLocal
      ? `${button} asks for no access: ${places(all)} ${all.length === 1 ? 'is' : 'are'} on this machine.`
      : `${button} asks for nothing new: access to ${places(all)} is granted.`;
  }
  return `${button} asks for access to ${list(missing.map((need) => `${need.place} (${purpose(need.reasons)})`))}.`;
}

/** For each callback with a `*` in its host: how much more than that the browser has to be asked for. */
export function wildcardSentences({ callbacks }: Pick<Fields, 'callbacks'>): string[] {
  return callbacks
    .map(parseCallback)
    .filter(isCallback)
    .filter(({ domain }) => domain !== null && !isOpenToAll(domain))
    .map(
      ({ text, pattern }) =>
        `For ${text} the browser can only grant all of ${pattern}, so that is what will be asked for. What is watched stays ${text}.`,
    );
}

/** What access that was granted is good for. */
export function grantedSentence(need: Need): string {
  return `${clauses(need, 'are seen', 'can be read')}.`;
}

/**
 * What cannot be done without access. The origins of callbacks and of a discovered issuer were asked for by Discover;
 * others may never have been.
 */
export function missingSentence(need: Need): string {
  const wasAsked = need.reasons.includes('responses') || need.reasons.includes('metadata');
  const why = wasAsked ? 'access was refused' : 'access is not granted';
  return `${clauses(need, 'cannot be seen', 'cannot be read')}: ${why}.`;
}

/** What is lost with it. */
export function lossSentence({ reasons }: Pick<Need, 'reasons'>): string {
  return `Without it ${reasons.map((reason) => losses[reason]).join('; ')}.`;
}

function clauses({ place, reasons }: Need, seen: string, read: string): string {
  const names = (isSeen: boolean) =>
    list(
      reasons
        .map((reason) => subjects[reason])
        .flatMap((subject) => (subject.isSeen === isSeen ? subject.name : [])),
    );
  const [watched, fetched] = [names(true), names(false)];
  const text =
    watched === ''
      ? `${fetched} at ${place} ${read}`
      : `${watched} at ${place} ${seen}${fetched === '' ? '' : `, ${fetched} there ${read}`}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Why the metadata makes a further origin needed. */
export function proposalSentence({ place, reasons }: Need): string {
  const members = reasons.map((reason) => (reason === 'requests' ? 'authorization_endpoint' : 'jwks_uri'));
  return `The metadata places its ${members.join(' and ')} at ${place}. Access is needed ${purpose(reasons).replace('its keys', 'the keys')}.`;
}

function places(needs: readonly Need[]): string {
  return list(needs.map(({ place }) => place));
}

function list(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
