import { type Jwe, textMember } from '../jose/compact.ts';
import { isSymmetricEncryption } from '../jose/encryption-algorithms.ts';
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

/** What JARM 3 makes of a registration that names an `alg` and no `enc`. */
const defaultEncryption = 'A128CBC-HS256';

/** The checks on how a response is encrypted, beside how it was registered and advertised. */
export const encryptionChecks: readonly Check[] = [
  {
    name: 'encrypted-as-registered',
    catalogue: 'E02',
    clauses: ['JARM 3'],
    certainty: 'as-registered',
    judge({ client, jwt, jwe }) {
      const registered = client.authorization_encrypted_response_alg;
      if (jwe) {
        const observed = observe('text', jwe.header.members['alg']);
        return registered === undefined
          ? warn('unregistered', { expected: absent, observed })
          : pass({ observed });
      }
      if (jwt?.form !== 'jws' || registered === undefined) return null;
      return fail('not-encrypted', { expected: text(registered), observed: absent });
    },
  },
  {
    name: 'encryption-alg',
    catalogue: 'E03',
    clauses: ['JARM 3'],
    certainty: 'as-registered',
    judge: (context) =>
      ifJwe(context, 'alg', (alg) => {
        const registered = context.client.authorization_encrypted_response_alg;
        if (registered === undefined) return null;
        const values = { expected: text(registered), observed: text(alg) };
        return alg === registered ? pass(values) : fail('other', values);
      }),
  },
  {
    name: 'encryption-enc',
    catalogue: 'E04',
    clauses: ['JARM 3'],
    certainty: 'as-registered',
    judge: (context) =>
      ifJwe(context, 'enc', (enc) => {
        const { client } = context;
        if (client.authorization_encrypted_response_alg === undefined) return null;
        const registered = client.authorization_encrypted_response_enc ?? defaultEncryption;
        const values = { expected: text(registered), observed: text(enc) };
        if (enc === registered) return pass(values);
        return fail(client.authorization_encrypted_response_enc === undefined ? 'default' : 'other', values);
      }),
  },
  {
    name: 'encryption-advertised',
    catalogue: 'E05',
    clauses: ['JARM 4'],
    judge: (context) =>
      ifJwe(context, 'alg', (alg, jwe) => {
        const { metadata } = context;
        if (!metadata) return skip('no-metadata');
        const algs = metadata.authorization_encryption_alg_values_supported;
        const encs = metadata.authorization_encryption_enc_values_supported;
        const enc = textMember(jwe.header, 'enc');
        if (!algs || !encs) return warn('no-list', { observed: list('text', [alg, enc ?? '']) });
        if (!algs.includes(alg))
          return warn('alg-not-in-list', { expected: list('text', algs), observed: text(alg) });
        if (enc === undefined || encs.includes(enc)) return pass();
        return warn('enc-not-in-list', { expected: list('text', encs), observed: text(enc) });
      }),
  },
  {
    name: 'rsa1-5',
    catalogue: 'E06',
    clauses: ['RFC 8725 3.2'],
    judge: (context) =>
      ifJwe(context, 'alg', (alg) => {
        if (!alg.startsWith('RSA')) return null;
        return alg === 'RSA1_5'
          ? warn('rsa1-5', { expected: text('RSA-OAEP-256'), observed: text(alg) })
          : pass({ observed: text(alg) });
      }),
  },
  {
    name: 'symmetric-public',
    catalogue: 'E12',
    clauses: ['OIDC Core 10.2'],
    certainty: 'as-registered',
    judge: (context) =>
      ifJwe(context, 'alg', (alg) => {
        if (!isSymmetricEncryption(alg)) return null;
        const method = context.client.token_endpoint_auth_method;
        if (method === undefined) return skip('not-registered');
        return method === 'none' ? fail('public', { observed: text(alg) }) : pass({ observed: text(alg) });
      }),
  },
  {
    name: 'fapi2-encrypted',
    catalogue: 'E13',
    clauses: ['FAPI2-MS 6.1'],
    judge({ jwe, profile }) {
      const isFapi2 = profile === 'fapi2-security' || profile === 'fapi2-message-signing';
      return jwe && isFapi2 ? info('encrypted') : null;
    },
  },
  {
    name: 'encrypted-in-url',
    catalogue: 'E14',
    clauses: ['JARM 5.4'],
    judge({ jwe, response }) {
      if (!jwe || response.channel === 'form_post') return null;
      return info('in-url', { observed: text(response.channel) });
    },
  },
];

/** Judges by a header parameter of the encryption, where it is there and a string. */
function ifJwe(
  { jwe }: Context,
  name: 'alg' | 'enc',
  judge: (value: string, jwe: Jwe) => Said | null,
): Said | null {
  const value = jwe ? textMember(jwe.header, name) : undefined;
  return jwe && value !== undefined ? judge(value, jwe) : null;
}
