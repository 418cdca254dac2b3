import {
  type Check,
  type Said,
  absent,
  fail,
  ifRequested,
  list,
  observe,
  pass,
  requested,
  skip,
  text,
  warn,
} from './check.ts';
import { ifAnswer } from './answer.ts';
import { errorChecks } from './parameters-errors.ts';
import { tokenChecks } from './parameters-tokens.ts';

/** The checks on the response parameters, whether they came in the clear or as claims of the JWT. */
export const parameterChecks: readonly Check[] = [
  {
    name: 'state-echo',
    catalogue: 'B03',
    clauses: ['RFC 6749 4.1.2', 'RFC 6749 4.1.2.1', 'JARM 2.1.1'],
    judge: (context) =>
      ifAnswer(context, (answer) =>
        ifRequested(context, 'state', (state) => {
          if (state === undefined) return null;
          const found = answer('state');
          const values = { expected: observe('state', state), observed: observe('state', found) };
          if (found === state) return pass(values);
          if (found !== undefined) return fail('differs', values);
          // The server could not read the request object that held the state.
          const unreadable = ['invalid_request_object', 'invalid_request_uri'].includes(
            String(answer('error')),
          );
          return unreadable ? warn('missing-on-error', values) : fail('missing', values);
        }),
      ),
  },
  {
    name: 'state-unsolicited',
    catalogue: 'B04',
    clauses: ['RFC 6749 4.1.2'],
    judge: (context) =>
      ifAnswer(context, (answer) =>
        ifRequested(context, 'state', (state) => {
          if (state !== undefined) return null;
          const found = answer('state');
          return found === undefined
            ? pass()
            : fail('unsolicited', { expected: absent, observed: observe('state', found) });
        }),
      ),
  },
  {
    name: 'code-xor-error',
    catalogue: 'B01',
    clauses: ['RFC 6749 4.1.2', 'RFC 6749 4.1.2.1'],
    judge: (context) =>
      ifAnswer(context, (answer) => {
        const wrong = [...granted, 'error'].filter(
          (name) => !['undefined', 'string'].includes(typeof answer(name)),
        );
        if (wrong.length > 0)
          return fail('type', { expected: text('string'), observed: list('text', wrong) });
        const success = granted.filter((name) => answer(name) !== undefined);
        const error = answer('error') !== undefined;
        if (error && success.length > 0)
          return fail('both', { observed: list('text', ['error', ...success]) });
        if (error || success.length > 0) return pass();
        const type = requested(context, 'response_type');
        // Neither is right for `none` (MRT 4), which a request that was not seen may have asked for.
        if ('unknown' in type) return skip(type.unknown);
        if (type.value === 'none') return pass();
        return fail('neither', { expected: list('text', [...granted, 'error']), observed: absent });
      }),
  },
  {
    name: 'params-by-type',
    catalogue: 'B02',
    clauses: ['MRT 3', 'MRT 4', 'MRT 5', 'RFC 6749 4.1.2', 'RFC 6749 4.2.2'],
    judge: (context) =>
      ifAnswer(context, (answer) => {
        const type = requested(context, 'response_type');
        if (answer('error') !== undefined) return null;
        if ('unknown' in type) return skip(type.unknown);
        return type.value === undefined ? null : judgeByType(type.value, answer);
      }),
  },
  {
    name: 'string-claims',
    catalogue: 'B12',
    clauses: ['JARM 2.1'],
    judge: (context) =>
      ifAnswer(context, (answer) => {
        if (context.compact === null) return null;
        const names = [
          'code',
          'state',
          'error',
          'error_description',
          'error_uri',
          'access_token',
          'token_type',
          'scope',
          'id_token',
          'refresh_token',
          'session_state',
        ];
        const wrong = names.filter((name) => answer(name) !== undefined && typeof answer(name) !== 'string');
        return wrong.length === 0
          ? pass()
          : warn('type', { expected: text('string'), observed: list('text', wrong) });
      }),
  },
  ...tokenChecks,
  ...errorChecks,
];

const granted = ['code', 'access_token', 'id_token'];

function judgeByType(responseType: string, answer: (name: string) => unknown): Said {
  const types = responseType.split(' ');
  const owners = { code: 'code', access_token: 'token', token_type: 'token', id_token: 'id_token' };
  const names = Object.keys(owners);
  const wanted = Object.entries(owners).filter(([, type]) => types.includes(type));
  const missing = wanted.map(([name]) => name).filter((name) => answer(name) === undefined);
  const expected = list(
    'text',
    wanted.map(([name]) => name),
  );
  if (missing.length > 0)
    return fail('missing', {
      expected,
      observed: list(
        'text',
        names.filter((name) => answer(name) !== undefined),
      ),
    });
  const extra = names.filter((name) => answer(name) !== undefined && !wanted.some(([own]) => own === name));
  if (extra.length === 0) return pass({ expected });
  const observed = list('text', extra);
  return types.includes('none')
    ? warn('not-none', { expected: absent, observed })
    : warn('unexpected', { expected, observed });
}
