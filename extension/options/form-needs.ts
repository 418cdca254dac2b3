import { issuerProblem } from '../../src/issuer/metadata.ts';
import { type Need, type Want, callbackWants, keysWants, merge, want } from '../../src/needs.ts';
import type { Discovery } from './discovery.ts';
import type { Fields } from './fields.ts';

/** What Discover asks for: the origins of the callbacks and of the issuer that can be read out of the form by now. */
export function discoverNeeds(fields: Fields): Need[] {
  return merge([...callbackWants(fields.callbacks), ...issuerWants(fields)]);
}

/** What a click on a suggested issuer asks for: that one alone, since the user has not named it. */
export function suggestionNeeds(issuer: string): Need[] {
  return merge(issuerWants({ issuer }));
}

/** What the form as it stands needs, by whose word: the user's own, or the metadata's. */
export interface FormNeeds {
  /** From what the user typed: asked for by Discover and by saving. */
  readonly typed: readonly Need[];
  /** Further origins that the metadata named: each asked for by a click of its own. */
  readonly proposed: readonly Need[];
}

/** @param discovery what the metadata of the typed issuer gave, or null */
export function formNeeds(fields: Fields, discovery: Discovery | null): FormNeeds {
  const endpoint = fields.authorization_endpoint.trim();
  const endpointIsProposed = endpoint !== '' && endpoint === discovery?.authorization_endpoint;
  const home = { ...fields, issuer: fields.issuer.trim() };
  const typed = merge([
    ...callbackWants(fields.callbacks),
    ...(fields.keysFrom === 'metadata' ? issuerWants(fields) : []),
    ...(fields.keysFrom === 'jwks_uri' ? keysWants(fields.jwks_uri.trim(), home) : []),
    ...(endpointIsProposed ? [] : [want('requests', endpoint)]),
  ]);
  const proposed = merge([
    ...(fields.keysFrom === 'metadata' ? keysWants(discovery?.jwks_uri, home) : []),
    ...(endpointIsProposed ? [want('requests', endpoint)] : []),
  ]);
  const isTyped = (need: Need) => typed.some(({ pattern }) => pattern === need.pattern);
  return { typed, proposed: proposed.filter((need) => !isTyped(need)) };
}

function issuerWants({ issuer }: Pick<Fields, 'issuer'>): Want[] {
  if (issuerProblem(issuer)) return [];
  return [want('metadata', issuer.trim()), want('keys', issuer.trim())];
}
