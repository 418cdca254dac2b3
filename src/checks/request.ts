import { isNone } from '../jose/algorithms.ts';
import { textMember } from '../jose/compact.ts';
import {
  type Check,
  type Context,
  type Said,
  absent,
  fail,
  ifRequested,
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

/** The checks on what the request asks for, and on how it travelled. */
export const requestChecks: readonly Check[] = [
  {
    name: 'par-only',
    catalogue: 'K06',
    clauses: ['RFC 9126 4', 'RFC 9101 5'],
    judge({ request, requestSkip, profile }) {
      const isRequired = profile === 'fapi2-security' || profile === 'fapi2-message-signing';
      if (!request) return isRequired ? skip(requestSkip) : null;
      if (request.carriedBy !== 'request_uri')
        return isRequired ? fail('not-pushed', { expected: text('request_uri'), observed: absent }) : null;
      const expected = list('text', pushed);
      const names = [...new Set(request.parameters.map(([name]) => name))];
      const further = names.filter((name) => !pushed.includes(name));
      return further.length === 0
        ? pass({ expected })
        : info('further', { expected, observed: list('text', further) });
    },
  },
  {
    name: 'required-par-jar',
    catalogue: 'K08',
    clauses: ['RFC 9126 5', 'RFC 9101 10.5'],
    judge({ metadata, request, requestSkip, evidence, profile }) {
      const needsPushed = metadata?.require_pushed_authorization_requests === true;
      const needsObject = metadata?.require_signed_request_object === true;
      // FAPI1-Adv 5.2.2: whatever the metadata say. Of what was pushed only the server knows whether it was one.
      const isProfiled = profile === 'fapi1-advanced' || profile === 'au-cdr';
      if (!needsPushed && !needsObject && !isProfiled) return null;
      if (!request) return skip(requestSkip);
      const { carriedBy } = request;
      const observed = text(carriedBy);
      if (!needsPushed && !needsObject)
        return carriedBy === 'parameters' ? fail('profile', { expected: text('request'), observed }) : null;
      if (needsPushed && carriedBy !== 'request_uri')
        return fail('not-pushed', { expected: text('request_uri'), observed });
      if (!needsObject) return pass({ observed });
      const via = evidence.started?.via;
      if (carriedBy === 'request_uri' && via === undefined) return skip('pushed-request');
      if (via === 'pushed-request') return { ...pass({ observed }), certainty: 'as-sent' };
      if (via === 'pushed')
        return {
          ...fail('no-request-object', { expected: text('request'), observed }),
          certainty: 'as-sent',
        };
      if (carriedBy === 'parameters')
        return fail('no-request-object', { expected: text('request'), observed });
      const { object } = request;
      const isUnsigned = object?.form === 'jws' && isNone(textMember(object.header, 'alg'));
      return isUnsigned ? fail('unsigned', { observed: text('none') }) : pass({ observed });
    },
  },
  {
    name: 'mode-advertised',
    catalogue: 'K09',
    clauses: ['RFC 8414 2', 'JARM 4'],
    judge: (context) =>
      ifAsked(context, 'response_mode', (mode, metadata) => {
        const advertised = metadata.response_modes_supported;
        const values = { expected: list('text', advertised ?? defaultModes), observed: text(mode) };
        if ((advertised ?? defaultModes).includes(mode)) return pass(values);
        return advertised ? warn('not-in-list', values) : warn('not-in-default', values);
      }),
  },
  {
    name: 'type-advertised',
    catalogue: 'K10',
    clauses: ['RFC 8414 2', 'OIDC Discovery 3'],
    judge: (context) =>
      ifAsked(context, 'response_type', (type, { response_types_supported: advertised }) => {
        if (!advertised) return null;
        const values = { expected: list('text', advertised), observed: text(type) };
        return advertised.some((one) => sorted(one) === sorted(type))
          ? pass(values)
          : warn('not-in-list', values);
      }),
  },
  {
    name: 'profile-type',
    catalogue: 'K11',
    clauses: ['RFC 6749 3.1.1', 'JARM 2.3'],
    judge(context) {
      const wanted = profileTypes[context.profile];
      if (!wanted) return null;
      const type = requested(context, 'response_type');
      const mode = requested(context, 'response_mode');
      if ('unknown' in type) return skip(type.unknown);
      const observed = observe('text', type.value);
      const own = wanted.find((one) => one.type === sorted(type.value ?? ''));
      const expected = list(
        'text',
        wanted.map((one) => one.type),
      );
      if (!own) return restingOn(fail('type', { expected, observed }), type);
      if (!own.jarm) return restingOn(pass({ observed }), type);
      if ('unknown' in mode) return skip(mode.unknown);
      return restingOn(judgeMode(mode.value), type, mode);
    },
  },
];

/** What a client sends to the authorization endpoint after it pushed its request (RFC 9126 4). */
const pushed = ['client_id', 'request_uri'];

/** What a server supports that does not say (RFC 8414 2). */
const defaultModes = ['query', 'fragment'];

interface ProfileType {
  readonly type: string;
  /** Whether this type is only right with `response_mode=jwt`. */
  readonly jarm: boolean;
}

const advanced: readonly ProfileType[] = [
  { type: 'code id_token', jarm: false },
  { type: 'code', jarm: true },
];

/** The response types of the profiles that narrow them down. */
const profileTypes: Readonly<Record<Context['profile'], readonly ProfileType[] | null>> = {
  oauth2: null,
  oidc: null,
  'fapi1-advanced': advanced,
  'au-cdr': advanced,
  'fapi2-security': [{ type: 'code', jarm: false }],
  'fapi2-message-signing': [{ type: 'code', jarm: true }],
};

function judgeMode(mode: string | undefined): Said {
  const values = { expected: text('jwt'), observed: observe('text', mode) };
  if (mode === 'jwt') return pass(values);
  // The profiles write `jwt`; the modes that it stands for deliver the same.
  return mode?.endsWith('.jwt') ? warn('mode-by-name', values) : fail('mode', values);
}

/** `response_type` is a set: the order of its values does not count (MRT 1). */
function sorted(type: string): string {
  return type.split(' ').toSorted().join(' ');
}

/** Judges a parameter that was sent by the issuer's metadata. */
function ifAsked(
  context: Context,
  name: string,
  judge: (value: string, metadata: NonNullable<Context['metadata']>) => Said | null,
): Said | null {
  const { metadata } = context;
  return ifRequested(context, name, (value) => {
    if (value === undefined) return null;
    return metadata ? judge(value, metadata) : skip('no-metadata');
  });
}
