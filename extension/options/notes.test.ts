import { expect, test } from 'vitest';
import type { Metadata } from '../../src/issuer/metadata.ts';
import { discoveryOf } from './discovery.ts';
import { emptyFields } from './fields.ts';
import { metadataNotes } from './notes.ts';

const metadata: Metadata = {
  issuer: 'https://id.example.com',
  authorization_endpoint: 'https://id.example.com/authorize',
  token_endpoint: 'https://id.example.com/token',
  jwks_uri: 'https://id.example.com/jwks',
  response_modes_supported: ['query', 'query.jwt'],
  authorization_signing_alg_values_supported: ['RS256', 'Ed25519'],
};
const metadata_url = 'https://id.example.com/.well-known/openid-configuration';

function notes(changed: Partial<Metadata>, alg: 'RS256' | 'PS256' | 'EdDSA' = 'RS256'): string {
  const discovery = discoveryOf({ metadata: { ...metadata, ...changed }, metadata_url });
  return metadataNotes(discovery, { ...emptyFields, authorization_signed_response_alg: alg })
    .map(({ tone, text }) => `${tone}: ${text}`)
    .join('\n');
}

test('a JARM server that has everything needs no remark', () => {
  expect(notes({})).toBe('');
  expect(notes({}, 'EdDSA')).toBe('');
});

test.each([
  [{ token_endpoint: 'https://id.example.com' }, 'info: This server uses its token endpoint as issuer.'],
  [{ response_modes_supported: ['query'] }, 'warn: No JWT response mode is listed (query)'],
  [{ response_modes_supported: undefined }, 'warn: The metadata lists no response_modes_supported.'],
  [{ authorization_signing_alg_values_supported: undefined }, 'info: The metadata does not list'],
  [{ authorization_endpoint: undefined }, 'warn: The metadata names no authorization_endpoint.'],
  [{ authorization_endpoint: 'javascript:alert(1)' }, 'warn: The metadata names no authorization_endpoint.'],
  [{ jwks_uri: undefined }, 'warn: The metadata names no jwks_uri'],
  [{ jwks_uri: 'http://localhost/jwks' }, 'warn: The keys at http://localhost/jwks may not be fetched'],
] satisfies [Partial<Metadata>, string][])('%o is remarked upon', (changed, note) => {
  expect(notes(changed)).toContain(note);
});

test('an algorithm that the server does not list is remarked upon with those it lists', () => {
  expect(notes({}, 'PS256')).toContain("warn: PS256 is not among the server's");
  expect(notes({}, 'PS256')).toContain('RS256, Ed25519');
});
