import { expectedDelivery } from '../read/request.ts';
import { ifAnswer } from './answer.ts';
import { type Check, fail, ifRequested, info, list, pass, text, warn } from './check.ts';

/** The checks on an error, whether it came in the clear or in a JWT. */
export const errorChecks: readonly Check[] = [
  {
    name: 'error-form',
    catalogue: 'G02',
    clauses: ['RFC 6749 4.1.2.1'],
    judge: (context) =>
      ifAnswer(context, (answer) => {
        if (typeof answer('error') !== 'string') return null;
        const wrong = Object.entries(forms).filter(([name, isGood]) => {
          const value = answer(name);
          return typeof value === 'string' && !isGood(value);
        });
        const observed = list(
          'text',
          wrong.map(([name]) => name),
        );
        return wrong.length === 0 ? pass() : fail('characters', { expected: text(allowed), observed });
      }),
  },
  {
    name: 'error-known',
    catalogue: 'G03',
    clauses: ['RFC 6749 4.1.2.1', 'OIDC Core 3.1.2.6', 'RFC 9101 7'],
    judge: (context) =>
      ifAnswer(context, (answer) => {
        const error = answer('error');
        if (typeof error !== 'string') return null;
        return knownErrors.has(error)
          ? pass({ observed: text(error) })
          : info('unknown', { observed: text(error) });
      }),
  },
  {
    name: 'error-channel',
    catalogue: 'G04',
    clauses: ['MRT 2.2', 'MRT 3'],
    judge: (context) =>
      ifAnswer(context, (answer) => {
        if (answer('error') === undefined) return null;
        return ifRequested(context, 'response_mode', (mode) =>
          ifRequested(context, 'response_type', (type) => {
            const expected = expectedDelivery(mode, type);
            if (!expected) return null;
            const values = { expected: text(expected.channel), observed: text(context.response.channel) };
            return expected.channel === context.response.channel
              ? pass(values)
              : warn('other-channel', values);
          }),
        );
      }),
  },
];

const allowed = 'printable ASCII without " and \\';
const printable = (value: string) => /^[\x20\x21\x23-\x5B\x5D-\x7E]*$/.test(value);
const forms: Readonly<Record<string, (value: string) => boolean>> = {
  error: printable,
  error_description: printable,
  // A URI reference may be relative; any base does to read it.
  error_uri: (value) =>
    printable(value) && !value.includes(' ') && URL.canParse(value, 'https://base.example'),
};

/** Error codes of RFC 6749 4.1.2.1, OpenID Connect Core 3.1.2.6, RFC 9101, RFC 8707 and RFC 9396. */
const knownErrors = new Set([
  'invalid_request',
  'unauthorized_client',
  'access_denied',
  'unsupported_response_type',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
  'interaction_required',
  'login_required',
  'account_selection_required',
  'consent_required',
  'invalid_request_uri',
  'invalid_request_object',
  'request_not_supported',
  'request_uri_not_supported',
  'registration_not_supported',
  'unmet_authentication_requirements',
  'invalid_target',
  'invalid_authorization_details',
  'unsupported_response_mode',
]);
