import { responseParameters, valueOf, valuesOf } from '../read/parameters.ts';
import type { Field } from '../records.ts';
import { type Check, type Context, fail, list, pass, warn } from './check.ts';
import { ownQuery } from './delivery-place.ts';

/** The checks on the parameters that came with the response: beside the JWT, in several places, repeated, empty. */
export const deliveryParameterChecks: readonly Check[] = [
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
      const others = [...response.query, ...response.fragment]
        .map(([name]) => name)
        .filter((name) => !responseParameters.has(name));
      if (others.length === 0) return pass();
      // `continue` is the name of Keycloak's button on a form_post page for browsers without scripts.
      const own = new Set([...ownQuery(context).map(([name]) => name), 'continue']);
      const unknown = others.filter((name) => !own.has(name));
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
    clauses: ['MRT 3', 'MRT 5', 'RFC 6749 4.2.2'],
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
    judge(context) {
      const { response } = context;
      const { query, fragment, form } = response;
      const doubled = [...responseParameters].filter((name) => {
        const most = Math.max(...[query, fragment, form].map((channel) => valuesOf(channel, name).length));
        // What a callback's own query repeats is its own affair.
        return most > 1 && most > valuesOf(ownQuery(context), name).length;
      });
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
];

function outsideJwt({ response }: Context): Field[] {
  const all = [...response.query, ...response.fragment, ...response.form];
  return all.filter(([name]) => name !== 'response' && responseParameters.has(name));
}
