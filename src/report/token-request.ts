import type { Context } from '../checks/check.ts';
import { parseUrl } from '../host.ts';

/**
 * The token request that redeems the code of a response (RFC 6749 4.1.3), as a command for curl in a POSIX shell. What
 * only the client knows stands as a variable: the PKCE verifier, the client secret, the assertion; and so does the
 * token endpoint where the metadata are not at hand. The command has the live code in it.
 *
 * @returns null where the response brought no code
 */
export function tokenRequest(context: Context): string | null {
  const code = context.answer?.('code');
  if (typeof code !== 'string' || code === '') return null;
  const { request, response, metadata } = context;
  const endpoint = parseUrl(metadata?.token_endpoint ?? '')?.href;
  const asked = (name: string): string | null | undefined => request?.get(name);
  const authentication = authenticate(context);
  const options = [
    ...authentication.options,
    field('grant_type', 'authorization_code'),
    field('code', code),
    // Left out only where the request had none (RFC 6749 4.1.3).
    ...(request && asked('redirect_uri') === undefined
      ? []
      : [field('redirect_uri', asked('redirect_uri') ?? response.landing)]),
    ...authentication.fields,
    ...(request && asked('code_challenge') === undefined ? [] : [unknown('code_verifier', 'CODE_VERIFIER')]),
  ];
  const url = endpoint === undefined ? '"$TOKEN_ENDPOINT"' : quoted(endpoint);
  return [`curl ${url}`, ...options].join(' \\\n  ');
}

interface Authentication {
  readonly options: readonly string[];
  readonly fields: readonly string[];
}

/** How the client says who it is (RFC 6749 2.3.1 and 3.2.1; OpenID Connect Core 9). */
function authenticate({ client }: Context): Authentication {
  const { client_id, token_endpoint_auth_method: method = 'none' } = client;
  const id = field('client_id', client_id);
  switch (method) {
    case 'client_secret_basic':
      return { options: [`-u ${quoted(`${encoded(client_id)}:`)}"$CLIENT_SECRET"`], fields: [] };
    case 'client_secret_post':
      return { options: [], fields: [id, unknown('client_secret', 'CLIENT_SECRET')] };
    case 'client_secret_jwt':
    case 'private_key_jwt':
      return {
        options: [],
        fields: [
          id,
          field('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
          unknown('client_assertion', 'CLIENT_ASSERTION'),
        ],
      };
    case 'tls_client_auth':
    case 'self_signed_tls_client_auth':
      return { options: ['--cert "$CLIENT_CERTIFICATE" --key "$CLIENT_KEY"'], fields: [id] };
    case 'none':
      return { options: [], fields: [id] };
  }
}

/** A field of the form. Percent-encoded, no value can be anything to a shell or a terminal. */
function field(name: string, value: string): string {
  return `-d ${quoted(`${name}=${encoded(value)}`)}`;
}

/** A field whose value the user has in a variable of the shell. */
function unknown(name: string, variable: string): string {
  return `--data-urlencode "${name}=$${variable}"`;
}

const loneSurrogates = /\p{Cs}/gu;

function encoded(text: string): string {
  return encodeURIComponent(text.replace(loneSurrogates, '\uFFFD'));
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", '%27')}'`;
}
