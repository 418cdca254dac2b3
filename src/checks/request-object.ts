import { isNone } from '../jose/algorithms.ts';
import { type Jws, textMember } from '../jose/compact.ts';
import { valueOf } from '../read/parameters.ts';
import {
  type Check,
  type Context,
  type Said,
  absent,
  fail,
  info,
  list,
  observe,
  pass,
  skip,
  text,
  warn,
} from './check.ts';

/** The checks on the request object (RFC 9101). It is the client's work, signed with a key of the client's: whether rightly is not judged here. */
export const requestObjectChecks: readonly Check[] = [
  {
    name: 'jar-precedence',
    catalogue: 'K04',
    clauses: ['RFC 9101 4', 'RFC 9101 5', 'RFC 9101 6.3'],
    judge(context) {
      const { request } = context;
      if (!request || request.carriedBy === 'parameters') return null;
      const outer = (name: string) => valueOf(request.parameters, name);
      if (request.isCut) return skip('cut');
      if (outer('request') !== undefined && outer('request_uri') !== undefined)
        return fail('both', { observed: list('text', ['request', 'request_uri']) });
      const client = outer('client_id');
      if (client === undefined)
        return fail('client-missing', {
          expected: observe('client_id', context.client.client_id),
          observed: absent,
        });
      if (request.carriedBy === 'request_uri') return pass();
      return request.inner ? judgeBeside(context, client, request.inner) : skip('request-object');
    },
  },
  {
    name: 'jar-object',
    catalogue: 'K05',
    clauses: ['RFC 9101 4', 'RFC 9101 5', 'RFC 9101 6'],
    judge({ request, client, evidence, clock }) {
      const object = request?.object;
      if (!object) return null;
      if (object.form === 'other')
        return fail('no-jwt', { observed: { kind: 'number', value: object.parts } });
      if (object.form === 'jwe') return skip('request-object');
      if (object.header.problem || object.payload.problem)
        return fail('unreadable', { observed: text(object.header.problem ?? object.payload.problem ?? '') });
      // By the issuer's clock where that is known: the server judged the times, and this computer's may be wrong.
      const at = evidence.request?.at ?? evidence.started?.at ?? evidence.response.at;
      const sent = at / 1000 + (clock?.offset ?? 0);
      return judgeObject(object, {
        issuer: client.issuer,
        client_id: client.client_id,
        sent,
        leeway: client.leeway,
      });
    },
  },
];

/** What may stand beside a request object without being one of the parameters that it holds. */
const carriers = new Set(['client_id', 'request', 'request_uri']);

function judgeBeside(
  { request, profile }: Context,
  client: string,
  inner: ReadonlyMap<string, string>,
): Said {
  const claimed = inner.get('client_id');
  const clients = { expected: observe('client_id', client), observed: observe('client_id', claimed) };
  if (claimed !== undefined && claimed !== client) return fail('client-differs', clients);
  const nested = ['request', 'request_uri'].filter((name) => inner.has(name));
  if (nested.length > 0) return fail('nested', { observed: list('text', nested) });
  const beside = (request?.parameters ?? []).filter(([name, value]) => !carriers.has(name) && value !== '');
  const conflicts = beside.filter(([name, value]) => inner.has(name) && inner.get(name) !== value);
  if (conflicts.length > 0) return warn('conflict', { observed: names(conflicts) });
  if (claimed === undefined) return warn('client-outside-only', clients);
  const only = beside.filter(([name]) => !inner.has(name));
  // OpenID Connect Core 6.3.3 lets them fill in what the object lacks.
  if (only.length === 0 || profile === 'oidc') return pass();
  return warn('ignored', { observed: names(only) });
}

function names(fields: readonly (readonly [string, string])[]) {
  return list('text', [...new Set(fields.map(([name]) => name))]);
}

interface Wanted {
  readonly issuer: string;
  readonly client_id: string;
  /** When the request was sent, in seconds since 1970. */
  readonly sent: number;
  readonly leeway: number;
}

/** The longest that FAPI lets a request object live, and its `nbf` lie back, in seconds. */
const hour = 3600;

function judgeObject({ header, payload }: Jws, { issuer, client_id, sent, leeway }: Wanted): Said {
  const { iss, aud, exp, nbf } = payload.members;
  const alg = textMember(header, 'alg');
  if (typeof exp === 'number' && exp + leeway <= sent)
    return fail('expired', {
      expected: { kind: 'time', value: sent, bound: 'after' },
      observed: { kind: 'time', value: exp },
    });
  if (typeof nbf === 'number' && nbf - leeway > sent)
    return fail('not-yet', {
      expected: { kind: 'time', value: sent, bound: 'not after' },
      observed: { kind: 'time', value: nbf },
    });
  if (isNone(alg)) return warn('unsigned', { observed: observe('text', alg) });
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  const values = { expected: observe('issuer', issuer), observed: observe('issuer', aud) };
  if (aud === undefined) return warn('no-aud', values);
  if (!audiences.includes(issuer)) return warn('other-aud', values);
  if (iss !== client_id)
    return warn('other-iss', {
      expected: observe('client_id', client_id),
      observed: observe('client_id', iss),
    });
  if (typeof exp !== 'number') return info('no-exp', { observed: observe('text', exp) });
  if (typeof nbf !== 'number') return info('no-nbf', { observed: observe('text', nbf) });
  if (exp - nbf > hour)
    return info('long', {
      expected: { kind: 'duration', value: hour, bound: 'at most' },
      observed: { kind: 'duration', value: exp - nbf },
    });
  if (sent - nbf > hour)
    return info('old', {
      expected: { kind: 'duration', value: hour, bound: 'at most' },
      observed: { kind: 'duration', value: sent - nbf },
    });
  return pass();
}
