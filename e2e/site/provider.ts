import { randomBytes } from 'node:crypto';
import type {
  AdapterFactory,
  Configuration,
  KoaContextWithOIDC,
  Provider as OidcProvider,
} from 'oidc-provider';
import { encs, encryptionAlgs, hmacAlgs, signingAlgs } from './algorithms.ts';
import type { SiteClient } from './clients.ts';
import { escaped, page } from './html.ts';
import type { ServerKey } from './keys.ts';
import type { Login } from './login.ts';
import { interactionPolicy, Provider } from './oidc-provider.ts';
import { requestEncryption } from './request-object.ts';
import { responseTypes } from './response-types.ts';

/** Tells the hop, and nobody beyond it, whose login an answer belongs to. */
export const nonceHeader = 'x-login-nonce';

export interface ProviderOptions {
  readonly issuer: string;
  readonly clients: readonly SiteClient[];
  /** Of several keys for one algorithm the first one signs. */
  readonly keys: readonly ServerKey[];
  readonly adapter: AdapterFactory;
  readonly cookieKeys: readonly string[];
  /** The login that was started with this nonce. */
  readonly loginOf: (nonce: unknown) => Login | undefined;
}

export const newCookieKeys = (): string[] => [randomBytes(32).toString('base64url')];

/** The authorization server. It knows nothing of faults. */
export function createProvider(options: ProviderOptions): OidcProvider {
  const provider = new Provider(options.issuer, configuration(options));
  provider.use(async (ctx, next) => {
    await next();
    const { nonce } = ctx['oidc']?.params ?? ctx.query;
    if (typeof nonce === 'string') ctx.set(nonceHeader, nonce);
    // POST to the authorization endpoint is to be had only with SameSite=None, which browsers take only over
    // TLS. Server and client are one site here: without the attribute the cookies travel all the same.
    const cookies: unknown = ctx.response.headers['set-cookie'];
    if (Array.isArray(cookies)) {
      ctx.set(
        'set-cookie',
        cookies.map((cookie) => String(cookie).replace(/; samesite=none/i, '')),
      );
    }
  });
  return provider;
}

const enabledAlgorithms = {
  authorizationSigningAlgValues: [...signingAlgs, ...hmacAlgs],
  authorizationEncryptionAlgValues: encryptionAlgs,
  authorizationEncryptionEncValues: [...encs],
  idTokenSigningAlgValues: [...signingAlgs, ...hmacAlgs],
  requestObjectEncryptionAlgValues: [requestEncryption.alg],
  requestObjectEncryptionEncValues: [requestEncryption.enc],
} satisfies Configuration['enabledJWA'];

function configuration(options: ProviderOptions): Configuration {
  const { issuer, clients, keys, adapter, cookieKeys } = options;
  // Cookies do not know ports: two sites in one browser profile would overwrite each other's.
  const suffix = new URL(issuer).port;
  return {
    adapter,
    clients: clients.map(({ metadata }) => metadata),
    jwks: { keys: keys.map(({ jwk }) => jwk) },
    responseTypes: [...responseTypes],
    enabledJWA: enabledAlgorithms,
    scopes: ['openid'],
    enableHttpPostMethods: true,
    clientBasedCORS: () => false,
    cookies: {
      keys: cookieKeys,
      long: { sameSite: 'none', httpOnly: true },
      short: { sameSite: 'lax', httpOnly: true },
      names: {
        session: `session_${suffix}`,
        interaction: `interaction_${suffix}`,
        resume: `resume_${suffix}`,
      },
    },
    interactions: { policy: policy(options) },
    features: {
      devInteractions: { enabled: false },
      encryption: { enabled: true },
      jwtResponseModes: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      requestObjects: { enabled: true },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: false },
    },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 3600,
      IdToken: 600,
      Interaction: 3600,
      Session: 3600,
    },
    // Whether a request without it is right is not the server's to say here.
    pkce: { required: () => false },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    loadExistingGrant: grantEverything,
    renderError: (ctx, { error, error_description = '' }) => {
      ctx.type = 'html';
      ctx.body = page('Error', `<h1>${escaped(error)}</h1><p>${escaped(error_description)}</p>`);
    },
  };
}

/** Nobody is asked for consent on this site. */
async function grantEverything({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

/** The usual policy, and: who wants to see the login page or an error gets it though there is a session. */
function policy({ loginOf }: ProviderOptions) {
  const { base, Check } = interactionPolicy;
  const prompts = base();
  prompts.get('consent')?.checks.remove('native_client_prompt');
  prompts.get('login')?.checks.add(
    new Check('wanted', 'End-User authentication is required', 'login_required', ({ oidc }) => {
      const login = loginOf(oidc.params?.['nonce']);
      if (login?.error === 'login_required') return true;
      const wanted = login?.interaction === 'page' || login?.error === 'access_denied';
      return wanted && oidc.result?.login === undefined;
    }),
  );
  return prompts;
}
