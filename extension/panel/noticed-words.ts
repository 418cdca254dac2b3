import { originPattern } from '../../src/host.ts';
import { issuerProblem } from '../../src/issuer/metadata.ts';
import { watchedUrls } from '../../src/notice/noticed-client.ts';
import type { Suggestion } from '../../src/notice/suggestions.ts';
import { isGrantedAtInstall } from './install.ts';

const sources = {
  response: 'As the response names it. Correct it if this is not the server you registered at.',
  id_token: 'As the ID token names it. Correct it if this is not the server you registered at.',
  endpoint: 'A guess: where the login was sent. Many servers have a path behind it, as their metadata say.',
} as const;

/** Who says which issuer it is. */
export function sourceSentence({ issuerFrom }: Pick<Suggestion, 'issuerFrom'>): string {
  return sources[issuerFrom];
}

/** What was seen. */
export function seenSentence({
  response_mode: mode,
  judgedAs,
}: Pick<Suggestion, 'response_mode' | 'judgedAs'>): string {
  const what = mode === null ? 'A login has started' : 'A login came back';
  return judgedAs === null ? `${what} that is not watched` : `${what} of a client that is not registered`;
}

/** What became of the response that was seen; empty where none was. */
export function judgedSentence({
  response_mode: mode,
  judgedAs,
}: Pick<Suggestion, 'response_mode' | 'judgedAs'>): string {
  if (mode === null) return '';
  return judgedAs === null
    ? 'It was not judged. Watch the callback, and the next one is.'
    : `It was judged as a response to ${judgedAs}, whose callback it is. Watch it for this client too, and the next one is judged as its own.`;
}

/** How the response was protected, which the registration takes over; empty where nothing was seen of it. */
export function protectionSentence({ algorithms }: Pick<Suggestion, 'algorithms'>): string {
  const {
    authorization_signed_response_alg: alg,
    authorization_encrypted_response_alg: key,
    authorization_encrypted_response_enc: enc,
    id_token_signed_response_alg: idToken,
  } = algorithms;
  return [
    alg === undefined ? [] : `signed with ${alg}`,
    key === undefined ? [] : `encrypted with ${[key, enc].filter(Boolean).join(', ')}`,
    idToken === undefined ? [] : `ID token signed with ${idToken}`,
  ]
    .flat()
    .join('; ');
}

/** What the click will ask for, before it is made, and what it will not. */
export function accessSentence(suggestion: Suggestion, issuer: string): string {
  const urls = watchedUrls(suggestion, { issuer });
  const wanted = urls.filter((url) => !isGrantedAtInstall(url)).map(place);
  const isElsewhere =
    !issuerProblem(issuer) && !isGrantedAtInstall(issuer) && !urls.map(place).includes(place(issuer));
  const sentences = [
    wanted.length > 0 ? `Asks for access to ${list(wanted)}.` : '',
    isElsewhere
      ? `Access to ${place(issuer)}, for its keys, takes a click of its own once a response has come back.`
      : '',
  ].filter((sentence) => sentence !== '');
  return sentences.join(' ') || 'Asks for no access: all of this is on this machine.';
}

function place(url: string): string {
  return originPattern(url).slice(0, -'/*'.length);
}

function list(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
