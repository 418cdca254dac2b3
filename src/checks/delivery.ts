import { responseParameters, valueOf } from '../read/parameters.ts';
import { type ExpectedDelivery, carriesToken, expectedDelivery } from '../read/request.ts';
import {
  type Check,
  type Context,
  type Said,
  fail,
  info,
  list,
  observe,
  pass,
  requested,
  restingOn,
  skip,
  text,
  warn,
} from './check.ts';
import { isUnreadablePost } from './delivery-place.ts';

/** The checks on the way of delivery: mode, channel, and whether as a JWT. */
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
        // What a body that is no form holds is not shown: `form-post-shape` speaks of it.
        if (isUnreadablePost(context)) return null;
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
    clauses: ['MRT 2.1', 'MRT 3', 'MRT 4', 'MRT 5'],
    judge: (context) => judgeChannel(context, 'default'),
  },
  {
    name: 'jwt-shortcut',
    catalogue: 'A03',
    clauses: ['JARM 2.3.4'],
    judge: (context) => judgeChannel(context, 'jwt-shortcut'),
  },
  {
    name: 'query-jwt-token',
    catalogue: 'A08',
    clauses: ['JARM 2.3.1'],
    judge(context) {
      const { compact, response, answer, jwe } = context;
      if (compact === null || response.channel !== 'query') return null;
      const type = requested(context, 'response_type');
      const brings = tokens.filter((name) => answer?.(name) !== undefined);
      const isAsked = 'value' in type && carriesToken(type.value);
      if (!isAsked && brings.length === 0) return null;
      if (jwe) return restingOn(pass(), type);
      const observed = brings.length > 0 ? list('text', brings) : text('query');
      if (brings.length === 0 && answer?.('error') !== undefined)
        return restingOn(info('error', { observed }), type);
      const said = fail('not-encrypted', { observed });
      return brings.length > 0 ? said : restingOn(said, type);
    },
  },
  {
    name: 'non-jarm-jwt-mode',
    catalogue: 'A21',
    clauses: ['JARM 2.3'],
    judge(context) {
      const mode = requested(context, 'response_mode');
      if ('unknown' in mode || mode.value === undefined || !otherModes.has(mode.value)) return null;
      return restingOn(info('other-rules', { observed: text(mode.value) }), mode);
    },
  },
  {
    name: 'redundant-mode',
    catalogue: 'A22',
    clauses: ['MRT 2.1'],
    judge: (context) =>
      ifDelivery(context, false, (_expected, { mode, type }) =>
        mode !== undefined && mode === expectedDelivery(undefined, type)?.channel
          ? info('default', { observed: text(mode) })
          : null,
      ),
  },
];

const tokens = ['access_token', 'id_token'];

/** Modes with rules of their own: OpenID for Verifiable Presentations, and answers by script to another window. */
const otherModes = new Set(['direct_post', 'dc_api', 'web_message'].flatMap((mode) => [mode, `${mode}.jwt`]));

/** The channel is one question with three rules behind it; only the rule that applies to the request speaks. */
function judgeChannel(context: Context, rule: ExpectedDelivery['by']): Said | null {
  return ifDelivery(context, rule === 'response_mode', (expected, { mode, type }) => {
    if (!expected && rule === 'response_mode' && !otherModes.has(mode ?? ''))
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

function plainNames({ response }: Context) {
  const names = response.parameters.map(([name]) => name).filter((name) => responseParameters.has(name));
  return list('text', [...new Set(names)]);
}
