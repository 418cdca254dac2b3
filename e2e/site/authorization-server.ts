import type { RequestListener } from 'node:http';
import { interact } from './interaction.ts';
import type { SigningAlg } from './algorithms.ts';
import { keysOf, type ServerKey } from './keys.ts';
import { bind, type Bound } from './listener.ts';
import { memoryAdapter } from './memory.ts';
import { createProvider, newCookieKeys, type ProviderOptions } from './provider.ts';

export interface AuthorizationServer extends Bound {
  /** The keys that it signs with at this moment. */
  keys(): readonly ServerKey[];
  /** From now on it signs with new keys; `keep` leaves the old ones in the JWKS. */
  rotate(keep: boolean): Promise<void>;
}

/** Starts oidc-provider on a port of its own, where the hop alone should ask for it. */
export async function startAuthorizationServer(
  options: Pick<ProviderOptions, 'issuer' | 'clients' | 'loginOf'>,
  algs: readonly SigningAlg[],
): Promise<AuthorizationServer> {
  const stable = { ...options, adapter: memoryAdapter(), cookieKeys: newCookieKeys() };
  // Its keys are fixed when it is made: to rotate them is to start it anew on the same storage.
  const start = (keys: readonly ServerKey[]): RequestListener => {
    const provider = createProvider({ ...stable, keys });
    const rest = provider.callback();
    return (request, response) => {
      if (request.url?.startsWith('/interaction/') !== true) return void rest(request, response);
      return void interact(provider, options.loginOf, request, response).catch((error: unknown) => {
        response.writeHead(400, { 'content-type': 'text/plain' }).end(String(error));
      });
    };
  };
  let generation = 1;
  let signing = await keysOf('1', algs);
  let answer = start(signing);
  const bound = await bind((request, response) => answer(request, response));
  return {
    ...bound,
    keys: () => signing,
    rotate: async (keep) => {
      generation += 1;
      const fresh = await keysOf(String(generation), algs);
      answer = start(keep ? [...fresh, ...signing] : fresh);
      signing = fresh;
    },
  };
}
