import type { Context, Value } from '../checks/check.ts';
import { parseUrl } from '../host.ts';
import { requestParameters, responseParameters } from '../read/parameters.ts';
import { splitUrl } from '../read/response.ts';
import { knownSecrets } from './known-secrets.ts';
import { type Named, kindOf, publicNames, secretsIn } from './secrets-in.ts';
import { lengthOf, piecesOf, traceFinder } from './traces.ts';

/** Anything that looks as if it had been made by chance, though nobody said what it is. */
const random = /(?=[\w~+=-]*\d)(?=[\w~+=-]*[A-Za-z])[\w~+=-]{24,}/g;

/** An e-mail address, of which a server may say whom it means. */
const address = /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** A longer text is not looked through: it does not leave at all. */
const lengthLimit = 20_000;

/** So many parameters of a URL are written; no honest one has more. */
const parameterLimit = 100;

/** Takes secrets out of values and texts. */
export interface Redactor {
  /** The value as it may leave. */
  value(value: Value): Value;
  /** A text in which every secret is replaced. */
  text(text: string): string;
  /** A name that somebody made up so that everybody knows it, such as a client's: only what is known to be secret goes. */
  name(text: string): string;
  /** A URL with its path and the names of its parameters, of which only those that everybody may know keep their value. */
  url(text: string): string;
  /** One parameter's value: its text where everybody may know it, else its ordinal. */
  parameter(name: string, value: string): string;
}

/** What was taken out of a file: how many different values of one kind. */
export interface Removed {
  /** A parameter or claim, `token` for a part of a JWT, `value` for what has no known name. */
  readonly kind: string;
  readonly count: number;
}

/** The redaction of one file: equal values have equal ordinals in all of it. */
export interface Redaction {
  readonly isOn: boolean;
  /** What takes the secrets of all exchanges out of what is said of one. */
  of(context: Context): Redactor;
  /** What has been taken out so far, most first. */
  receipt(): Removed[];
}

/**
 * Makes what takes the secrets of these exchanges out of a file. A secret is written as its name and an ordinal
 * (`code#1`): equal values have equal ordinals, so that one can still read which values agree.
 *
 * @param own what the tool keeps that is in no exchange, PKCE verifiers and client secrets: a server may send one back
 */
export function redactionOf(contexts: readonly Context[], own: readonly Named[] = []): Redaction {
  const known = knownSecrets();
  /** Those that a server may mix up, and send in another response. */
  const exchanged = new Set<string>();
  for (const [name, secret] of own) {
    known.nameOf(secret, name);
    exchanged.add(secret);
  }
  for (const context of contexts)
    for (const [name, secret] of secretsIn(context)) {
      known.nameOf(secret, kindOf(name));
      if (perLogin.has(name) && secret.length <= longestExchanged) exchanged.add(secret);
    }
  let pieces: ReadonlySet<string> | null = null;
  const others = () => (pieces ??= piecesOf(exchanged));
  return {
    isOn: true,
    of: (context) => makeRedactor(context, known, others),
    receipt: known.receipt,
  };
}

/** What each login has of its own, and how long such a one is at most that parts of it are looked for everywhere. */
const perLogin: ReadonlySet<string> = new Set(['code', 'state', 'nonce', 'access_token', 'refresh_token']);
const longestExchanged = 256;

/** The redactor of one exchange alone. */
export function redactorOf(context: Context, own: readonly Named[] = []): Redactor {
  return redactionOf([context], own).of(context);
}

const same = <T>(given: T): T => given;

/** Takes out nothing. */
export const noRedaction: Redaction = {
  isOn: false,
  of: () => ({ value: same, text: same, name: same, url: same, parameter: (_name, value) => value }),
  receipt: () => [],
};

function makeRedactor(
  context: Context,
  known: ReturnType<typeof knownSecrets>,
  others: () => ReadonlySet<string>,
): Redactor {
  const { client, evidence } = context;
  const registered = [
    client.issuer,
    client.client_id,
    ...client.callbacks,
    client.authorization_endpoint ?? '',
    ...evidence.issuersOnCallback,
    JSON.stringify([context.metadata, context.keys?.map(({ kid }) => kid)]),
  ].map((one) => known.replaced(one, false));
  const vocabulary = [...publicNames, ...requestParameters, ...responseParameters];
  const secrets = secretsIn(context).map(([, secret]) => secret);
  const { swept } = traceFinder(secrets, [...registered, ...vocabulary], others);

  const name = (text: string): string => {
    if (text.length > lengthLimit) {
      known.note('value', text);
      return lengthOf(text);
    }
    const result = swept(known.replaced(text));
    if (result.places > 0) known.note('value', text);
    return result.text;
  };
  const isRegistered = (run: string) => registered.some((one) => one.includes(run));
  const text = (text: string): string => {
    if (text.length > lengthLimit) return name(text);
    const shortened = (found: string) => {
      if (isRegistered(found)) return found;
      known.note('value', found);
      return lengthOf(found);
    };
    return name(known.replaced(text).replace(random, shortened).replace(address, shortened));
  };
  /** What everybody may know, but for what is in the query of a URL. */
  const open = (own: string): string =>
    /^https?:\/\/[^?#]*[?#@]/i.test(own) && !registered.includes(own) ? url(own) : text(own);
  const parameter = (name: string, own: string): string =>
    publicNames.has(name) || own === '' ? open(own) : known.written(own, kindOf(name));
  const url = (whole: string): string => {
    const { landing, query, fragment } = splitUrl(whole);
    const shown = (name: string, own: string): string => {
      if (publicNames.has(name) || own === '') return open(own);
      known.written(own, kindOf(name));
      return '…';
    };
    const names = (mark: string, part: readonly (readonly [string, string])[]) => {
      if (part.length === 0) return '';
      const pairs = part.slice(0, parameterLimit).map(([name, own]) => `${text(name)}=${shown(name, own)}`);
      return mark + [...pairs, ...(part.length > parameterLimit ? ['…'] : [])].join('&');
    };
    return text(withoutUser(landing)) + names('?', query) + names('#', fragment);
  };
  const value = (given: Value): Value => {
    switch (given.kind) {
      case 'code':
      case 'state':
      case 'nonce':
      case 'token':
        return given.value === '' ? given : { kind: 'text', value: known.written(given.value, given.kind) };
      case 'url':
        return { kind: 'url', value: parseUrl(given.value) ? url(given.value) : text(given.value) };
      // Whoever made these up meant everybody to see them.
      case 'client_id':
      case 'kid':
        return { kind: given.kind, value: name(given.value) };
      case 'issuer':
      case 'text':
      case 'json':
        return { kind: given.kind, value: text(given.value) };
      case 'list':
        return { kind: 'list', values: given.values.map(value) };
      default:
        return given;
    }
  };
  return { value, text, name, url, parameter };
}

/** A URL without user name and password. */
function withoutUser(landing: string): string {
  const url = parseUrl(landing);
  if (!url || (url.username === '' && url.password === '')) return landing;
  url.username = '';
  url.password = '';
  return url.href;
}
