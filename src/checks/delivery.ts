import { isLoopback, parseUrl } from '../host.ts';
import type { Field } from '../records.ts';
import { responseParameters, valueOf, valuesOf } from '../read/parameters.ts';
import { type ExpectedDelivery, expectedDelivery } from '../read/request.ts';
import { splitUrl } from '../read/response.ts';
import {
  type Check,
  type Context,
  type Said,
  atMost,
  fail,
  ifRequested,
  info,
  list,
  number,
  observe,
  pass,
  requested,
  restingOn,
  skip,
  text,
  warn,
} from './check.ts';

/** The checks on how the response travelled: mode, channel, place, and what stood beside the JWT. */
export const deliveryChecks: readonly Check[] = [
  {
    name: 'jarm-downgrade',
    catalogue: 'A04',
    clauses: ['JARM 2.1', 'JARM 2.3'],
    judge: (context) =>
      ifDelivery(context, true, (expected) => {
        if (!expected?.jwt) return null;
        const values = { expected: text('response'), observed: plainNames(context) };
        if (context.compact !== null) return pass();
        if (context.response.responses.length > 0) return fail('empty', values);
        const isError = valueOf(context.response.parameters, 'error') !== undefined;
        return isError ? warn('plain-error', values) : fail('plain', values);
      }),
  },
  {
    name: 'unrequested-jarm',
    catalogue: 'A05',
    clauses: ['MRT 2.1'],
    judge: (context) =>
      ifDelivery(context, true, (expected) => {
        if (!expected || expected.jwt) return null;
        return context.compact === null ? pass() : fail('jwt', { observed: text('response') });
      }),
  },
  {
    name: 'delivery-mode-match',
    catalogue: 'A01',
    clauses: ['JARM 2.3', 'MRT 2.1'],
    judge: (context) => judgeChannel(context, 'response_mode'),
  },
  {
    name: 'default-mode',
    catalogue: 'A02',
    clauses: ['MRT 2.1', 'MRT 5'],
    judge: (context) => judgeChannel(context, 'default'),
  },
  {
    name: 'jwt-shortcut',
    catalogue: 'A03',
    clauses: ['JARM 2.3.4'],
    judge: (context) => judgeChannel(context, 'jwt-shortcut'),
  },
  {
    name: 'response-only',
    catalogue: 'A06',
    clauses: ['JARM 2', 'JARM 2.1'],
    judge(context) {
      if (context.compact === null) return null;
      const outside = outsideJwt(context).map(([name]) => name);
      return outside.length === 0
        ? pass()
        : fail('outside', {
            expected: list('text', ['response']),
            observed: list('text', [...new Set(outside)]),
          });
    },
  },
  {
    name: 'outer-inner-conflict',
    catalogue: 'A06c',
    clauses: ['JARM 2', 'JARM 2.1', 'RFC 9207 4'],
    judge(context) {
      const { answer, compact } = context;
      if (compact === null || !answer) return null;
      const conflicts = outsideJwt(context).filter(([name, value]) => {
        const inside = answer(name);
        return inside !== undefined && inside !== value;
      });
      if (conflicts.length === 0) return null;
      return fail('differs', { observed: list('text', [...new Set(conflicts.map(([name]) => name))]) });
    },
  },
  {
    name: 'extra-unknown',
    catalogue: 'A06b',
    clauses: ['JARM 2', 'JARM 2.1', 'RFC 6749 4.1.2'],
    judge(context) {
      const { compact, response } = context;
      if (compact === null) return null;
      // `continue` is the name of Keycloak's button on a form_post page for browsers without scripts.
      const own = new Set([...ownQuery(context).map(([name]) => name), 'continue']);
      const unknown = [...response.query, ...response.fragment]
        .map(([name]) => name)
        .filter((name) => !responseParameters.has(name) && !own.has(name));
      return unknown.length === 0
        ? pass()
        : warn('unknown', {
            expected: list('text', ['response']),
            observed: list('text', [...new Set(unknown)]),
          });
    },
  },
  {
    name: 'mixed-channel',
    catalogue: 'A07',
    clauses: ['MRT 2.2'],
    judge({ response }) {
      const channels = (['query', 'fragment', 'form'] as const).filter((channel) =>
        response[channel].some(([name]) => responseParameters.has(name)),
      );
      return channels.length > 1 ? warn('several', { observed: list('text', channels) }) : pass();
    },
  },
  {
    name: 'token-in-query',
    catalogue: 'A09',
    clauses: ['MRT 5', 'RFC 6749 4.2.2'],
    judge({ response }) {
      const tokens = ['access_token', 'id_token'].filter(
        (name) => valueOf(response.query, name) !== undefined,
      );
      return tokens.length === 0 ? null : fail('query', { observed: list('text', tokens) });
    },
  },
  {
    name: 'duplicate-param',
    catalogue: 'A10',
    clauses: ['RFC 6749 3.1'],
    judge({ response }) {
      const doubled = [...responseParameters].filter((name) =>
        [response.query, response.fragment, response.form].some(
          (channel) => valuesOf(channel, name).length > 1,
        ),
      );
      if (doubled.length > 0) return fail('twice', { observed: list('text', doubled) });
      const several = response.responses.filter((value) => value !== '').length > 1;
      return several ? fail('several-channels', { observed: list('text', ['response']) }) : pass();
    },
  },
  {
    name: 'empty-param',
    catalogue: 'A11',
    clauses: ['RFC 6749 3.1'],
    judge({ response }) {
      const all = [...response.query, ...response.fragment, ...response.form];
      const empty = all
        .filter(([name, value]) => value === '' && responseParameters.has(name))
        .map(([name]) => name);
      return empty.length === 0 ? pass() : warn('empty', { observed: list('text', [...new Set(empty)]) });
    },
  },
  {
    name: 'redirect-uri-match',
    catalogue: 'A12',
    clauses: ['RFC 6749 3.1.2.4', 'RFC 9700 2.1'],
    judge: (context) =>
      ifRequested(context, 'redirect_uri', (uri) => {
        if (uri === undefined) return null;
        const wanted = splitUrl(uri).landing;
        const values = {
          expected: observe('url', wanted),
          observed: observe('url', context.response.landing),
        };
        return wanted === context.response.landing ? pass(values) : fail('elsewhere', values);
      }),
  },
  {
    name: 'redirect-query-retained',
    catalogue: 'A13',
    clauses: ['RFC 6749 3.1.2'],
    judge: (context) =>
      ifRequested(context, 'redirect_uri', (uri) => {
        const own = uri === undefined ? [] : splitUrl(uri).query;
        if (own.length === 0) return null;
        const kept = new Set(context.response.query.map((field) => JSON.stringify(field)));
        const lost = own.filter((field) => !kept.has(JSON.stringify(field)));
        const names = list(
          'text',
          lost.map(([name]) => name),
        );
        return lost.length === 0 ? pass() : fail('lost', { observed: names });
      }),
  },
  {
    name: 'redirect-https',
    catalogue: 'A15',
    clauses: ['RFC 9700 2.6'],
    judge({ response, client }) {
      const url = parseUrl(response.landing);
      if (!url) return null;
      const observed = observe('url', response.landing);
      if (url.protocol === 'https:') return pass({ observed });
      if (isLoopback(url.hostname)) return info('loopback', { observed });
      // On a network that was declared to be without TLS this would hide every other fault behind it.
      return client.test_network_without_tls
        ? warn('http-test-network', { observed })
        : fail('http', { observed });
    },
  },
  {
    name: 'url-length',
    catalogue: 'A20',
    clauses: ['RFC 9110 4.1'],
    judge({ evidence }) {
      const { urlLength } = evidence.response;
      const observed = number(urlLength);
      if (urlLength > usualLimit) return info('over-limit', { expected: atMost(usualLimit), observed });
      return urlLength > safeLength ? info('long', { expected: atMost(safeLength), observed }) : null;
    },
  },
];

/** Lengths of a URL, in characters, that old servers and proxies were made for. */
const [safeLength, usualLimit] = [2048, 8000];

/** The channel is one question with three rules behind it; only the rule that applies to the request speaks. */
function judgeChannel(context: Context, rule: ExpectedDelivery['by']): Said | null {
  return ifDelivery(context, rule === 'response_mode', (expected, { mode, type }) => {
    if (!expected && rule === 'response_mode')
      return warn('unknown-mode', { observed: observe('text', mode) });
    if (expected?.by !== rule) return null;
    const values = { expected: text(expected.channel), observed: text(context.response.channel) };
    // For an error the rule is weaker: `error-channel` speaks of it.
    if (context.answer?.('error') !== undefined) return null;
    if (expected.channel === context.response.channel) return pass(values);
    // JARM 2.3.4 says where `jwt` goes for every response type but `none`.
    const isUndefined = rule === 'jwt-shortcut' && type === 'none';
    return isUndefined ? warn('undefined-for-none', values) : fail('other-channel', values);
  });
}

interface Asked {
  readonly mode: string | undefined;
  readonly type: string | undefined;
}

/**
 * Judges by the way of delivery that was asked for, null where the mode is of no known specification.
 *
 * @param skips whether to say so where the request is not known
 */
function ifDelivery(
  context: Context,
  skips: boolean,
  judge: (expected: ExpectedDelivery | null, asked: Asked) => Said | null,
): Said | null {
  const mode = requested(context, 'response_mode');
  const type = requested(context, 'response_type');
  if ('unknown' in mode) return skips ? skip(mode.unknown) : null;
  if ('unknown' in type) return skips ? skip(type.unknown) : null;
  const asked = { mode: mode.value, type: type.value };
  return restingOn(judge(expectedDelivery(asked.mode, asked.type), asked), mode, type);
}

/** Parameters that the redirect URI itself brought along (RFC 6749 3.1.2). */
function ownQuery(context: Context): readonly Field[] {
  const uri = requested(context, 'redirect_uri');
  const texts = 'value' in uri && uri.value !== undefined ? [uri.value] : context.client.callbacks;
  return texts.flatMap((one) => splitUrl(one).query);
}

function outsideJwt({ response }: Context): Field[] {
  const all = [...response.query, ...response.fragment, ...response.form];
  return all.filter(([name]) => name !== 'response' && responseParameters.has(name));
}

function plainNames({ response }: Context) {
  const names = response.parameters.map(([name]) => name).filter((name) => responseParameters.has(name));
  return list('text', [...new Set(names)]);
}
