import { type Check, fail, list, observe, pass, skip, text, warn } from './check.ts';

/** The checks on the issuer's metadata and the registration. What has no part in the response is at most a warning. */
export const metadataChecks: readonly Check[] = [
  {
    name: 'metadata-issuer',
    catalogue: 'J09',
    clauses: ['RFC 8414 3.3', 'OIDC Discovery 4.3'],
    certainty: 'as-registered',
    judge({ metadata, client, evidence }) {
      const last = evidence.lookups.at(-1)?.record.metadata;
      const expected = observe('issuer', client.issuer);
      // Such a document is not kept: nothing in it may be used.
      if (last?.problem === 'issuer-mismatch')
        return fail('other', { expected, observed: observe('issuer', last.detail ?? undefined) });
      if (!metadata) return last ? skip('no-metadata') : null;
      const values = { expected, observed: observe('issuer', metadata.issuer) };
      return metadata.issuer === client.issuer ? pass(values) : fail('other', values);
    },
  },
  {
    name: 'jwt-modes-without-signing-algs',
    catalogue: 'L01',
    clauses: ['JARM 4'],
    judge({ metadata, compact }) {
      // Of a response that is a JWT, `alg-advertised` says the same.
      if (compact !== null) return null;
      const modes = metadata?.response_modes_supported?.filter((mode) => /(?:^|\.)jwt$/.test(mode)) ?? [];
      if (!metadata || modes.length === 0) return null;
      if (metadata.authorization_signing_alg_values_supported) return pass();
      return warn('no-list', {
        expected: text('authorization_signing_alg_values_supported'),
        observed: list('text', modes),
      });
    },
  },
  {
    name: 'none-advertised',
    catalogue: 'L02',
    clauses: ['JARM 2.2', 'JARM 2.4'],
    judge({ metadata, compact }) {
      const advertised = metadata?.authorization_signing_alg_values_supported;
      if (!advertised) return null;
      if (!advertised.includes('none')) return compact === null ? null : pass();
      const values = { observed: list('text', advertised) };
      return compact === null ? warn('none-unused', values) : fail('none', values);
    },
  },
  {
    name: 'encryption-lists-incomplete',
    catalogue: 'L03',
    clauses: ['JARM 4'],
    judge({ metadata }) {
      const alg = metadata?.authorization_encryption_alg_values_supported;
      const enc = metadata?.authorization_encryption_enc_values_supported;
      if (!alg && !enc) return null;
      if (alg && enc) return pass();
      return alg
        ? warn('no-enc', { expected: text('authorization_encryption_enc_values_supported') })
        : warn('no-alg', { expected: text('authorization_encryption_alg_values_supported') });
    },
  },
  {
    name: 'enc-without-alg',
    catalogue: 'L04',
    clauses: ['JARM 3'],
    certainty: 'as-registered',
    judge({ client, compact }) {
      const enc = client.authorization_encrypted_response_enc;
      if (enc === undefined || compact === null) return null;
      return client.authorization_encrypted_response_alg === undefined
        ? fail('no-alg', {
            expected: text('authorization_encrypted_response_alg'),
            observed: text(enc),
          })
        : pass();
    },
  },
  {
    name: 'cdr-encryption-minimum',
    catalogue: 'L07',
    clauses: ['CDS 1.21.0', 'JARM 4'],
    judge({ metadata, profile, jwe }) {
      const alg = metadata?.authorization_encryption_alg_values_supported ?? [];
      const enc = metadata?.authorization_encryption_enc_values_supported ?? [];
      if (profile !== 'au-cdr' || alg.length === 0) return null;
      const isOffered = (wanted: readonly string[], offered: readonly string[]) =>
        wanted.some((name) => offered.includes(name));
      if (isOffered(cdrAlgorithms, alg) && isOffered(cdrEncodings, enc)) return pass();
      const values = {
        expected: list('text', [...cdrAlgorithms, ...cdrEncodings]),
        observed: list('text', [...alg, ...enc]),
      };
      return jwe ? fail('incomplete', values) : warn('incomplete-unused', values);
    },
  },
];

/** A data holder that encrypts responses supports one of each (Consumer Data Standards, provider configuration). */
const cdrAlgorithms = ['RSA-OAEP', 'RSA-OAEP-256'];
const cdrEncodings = ['A256GCM', 'A128CBC-HS256'];
