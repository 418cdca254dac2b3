import type { NotDiscovered } from '../issuer.ts';
import type { Search } from './form.ts';

/** What a suggested issuer is to what was typed, such as `This is the token_endpoint of https://id.example.com.` */
export function suggestionSentence({ issuer: typed, tried, suggestion }: Search): string {
  if (!suggestion) return '';
  const { issuer, typedIs } = suggestion;
  if (typedIs !== null) return `This is the ${typedIs} of ${issuer}.`;
  const isNamed = tried.some(({ problem, detail }) => problem === 'issuer-mismatch' && detail === issuer);
  if (isNamed) return `The metadata found there is that of ${issuer}, and an issuer counts to the letter.`;
  if (typed.includes('/.well-known/')) return `This is where the metadata of ${issuer} is.`;
  return `There is metadata for ${issuer}, on the same server.`;
}

/** What to do where no metadata was found and there is nothing to suggest. */
export function nextStep(tried: NotDiscovered['tried']): string {
  const problems = new Set(tried.map(({ problem }) => problem));
  if (problems.has('no-access'))
    return 'Press Discover again and allow access, or paste the JWKS: that needs none.';
  if (problems.has('network') || problems.has('timeout'))
    return 'Check the host, and whether the server runs and its certificate is trusted. Then press Discover again.';
  if (problems.has('issuer-mismatch'))
    return "Tell the server's team, or type the issuer exactly as it is named there.";
  return "Check the issuer with the server's team. A server without metadata can be given a JWKS URL or a pasted JWKS.";
}
