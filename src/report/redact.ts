import type { Context, Value } from '../checks/check.ts';
import type { Compact } from '../jose/compact.ts';
import { readRequest } from '../read/request.ts';
import { splitUrl } from '../read/response.ts';
import { parseUrl } from '../host.ts';

/** Parameters and claims that are no secret and name nobody; the value of any other one does not leave in a report. */
const publicNames: ReadonlySet<string> = new Set(
  [
    // What a response says about itself (RFC 6749 4.1.2 and 4.2.2, RFC 9207, JARM 2.1).
    'error error_description error_uri iss aud exp iat nbf azp token_type expires_in scope acr amr auth_time',
    // What a request asks for (RFC 6749 4.1.1, OpenID Connect Core 3.1.2.1, RFC 7636, RFC 8707).
    'client_id redirect_uri response_type response_mode prompt display max_age ui_locales claims_locales',
    'acr_values resource code_challenge_method',
  ].flatMap((names) => names.split(' ')),
);

/** Shorter ones are found everywhere; of the kinds that are secret they are known anyway. */
const shortest = 6;

/** Anything that looks as if it had been made by chance, though nobody said what it is. */
const random = /(?=[\w~+=-]*\d)(?=[\w~+=-]*[A-Za-z])[\w~+=-]{24,}/g;

/** Takes secrets out of values and texts. */
export interface Redactor {
  /** The value as it may leave. */
  value(value: Value): Value;
  /** A text in which every secret is replaced. */
  text(text: string): string;
  /** A URL with its path and the names of its parameters, of which only those that everybody may know keep their value. */
  url(text: string): string;
}

/**
 * Makes what takes the secrets of one exchange out of a report. A secret is written as its name and an ordinal
 * (`code#1`): equal values have equal ordinals, so that one can still read which values agree.
 */
export function redactorOf(context: Context): Redactor {
  const ordinals = new Map<string, string>();
  const counts = new Map<string, number>();
  const nameOf = (secret: string, name: string): string => {
    const before = ordinals.get(secret);
    if (before !== undefined) return before;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const ordinal = `${name}#${count}`;
    ordinals.set(secret, ordinal);
    return ordinal;
  };
  for (const [name, secret] of secretsIn(context)) nameOf(secret, name);
  const known = [...ordinals.keys()]
    .filter(({ length }) => length >= shortest)
    .toSorted((one, other) => other.length - one.length);

  const withoutKnown = (text: string): string =>
    known.reduce((rest, secret) => rest.replaceAll(secret, ordinals.get(secret) ?? ''), text);
  const text = (text: string): string =>
    withoutKnown(text).replace(random, (found) => `(${found.length} characters)`);
  const shown = (name: string, own: string): string => (publicNames.has(name) ? text(own) : '…');
  const url = (whole: string): string => {
    const { landing, query, fragment } = splitUrl(whole);
    const names = (mark: string, part: readonly (readonly [string, string])[]) =>
      part.length > 0 ? mark + part.map(([name, own]) => `${text(name)}=${shown(name, own)}`).join('&') : '';
    return withoutKnown(landing) + names('?', query) + names('#', fragment);
  };
  const value = (given: Value): Value => {
    switch (given.kind) {
      case 'code':
      case 'state':
      case 'nonce':
      case 'token':
        return given.value === '' ? given : { kind: 'text', value: nameOf(given.value, given.kind) };
      case 'url':
        return { kind: 'url', value: parseUrl(given.value) ? url(given.value) : text(given.value) };
      // Whoever made these up meant everybody to see them.
      case 'issuer':
      case 'client_id':
      case 'kid':
        return { kind: given.kind, value: withoutKnown(given.value) };
      case 'text':
      case 'json':
        return { kind: given.kind, value: text(given.value) };
      case 'list':
        return { kind: 'list', values: given.values.map(value) };
      default:
        return given;
    }
  };
  return { value, text, url };
}

type Named = readonly [name: string, secret: string];

/** Every secret that an exchange is known to hold, those that are named first. */
function secretsIn({ evidence, response, compact, jwt, idToken }: Context): Named[] {
  const { request, typed } = evidence;
  const asked = request && readRequest(request);
  const pairs: Named[] = [
    ...response.query,
    ...response.fragment,
    ...response.form,
    ...membersOf(jwt),
    ...membersOf(idToken?.jwt ?? null),
    ...(asked?.parameters ?? []),
    ...(asked?.inner ?? []),
    ...Object.entries(typed),
  ];
  const named = pairs.filter(([name, secret]) => !publicNames.has(name) && secret !== '');
  const texts = [...named.map(([, secret]) => secret), compact ?? '', idToken?.text ?? ''];
  return [...named, ...texts.flatMap(partsOf)];
}

function membersOf(jwt: Compact | null): Named[] {
  if (jwt?.form !== 'jws' || jwt.payload.problem) return [];
  return Object.entries(jwt.payload.members).flatMap(([name, value]): Named[] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
}

/** A compact token, and each of its parts but the header; nothing where a text is none. */
function partsOf(text: string): Named[] {
  const [, ...parts] = text.split('.');
  if (parts.length < 2) return [];
  return [['token', text], ...parts.filter((part) => part !== '').map((part): Named => ['token', part])];
}
