import type { Context } from '../checks/check.ts';
import { parseUrl } from '../host.ts';
import type { FormField, Unknown } from '../login/authentication.ts';
import { type TokenRequest, describeTokenRequest } from '../login/token-request.ts';

/**
 * The token request that redeems the code of a response (RFC 6749 4.1.3), as a command for curl in a POSIX shell. What
 * only the client knows stands as a variable: the client secret, the assertion, and the PKCE verifier, but for a login
 * that the tool started; and so does the token endpoint where the metadata are not at hand. The command has the live
 * code in it.
 *
 * @param code_verifier that of the login, where the tool started it
 * @returns null where the response brought no code
 */
export function tokenRequest(context: Context, code_verifier: string | null = null): string | null {
  const described = describeTokenRequest(context, null);
  if (!described) return null;
  const endpoint = parseUrl(context.metadata?.token_endpoint ?? '')?.href;
  const options = [
    ...authenticate(described, context.client.client_id),
    ...described.fields.map((one) => field(one, code_verifier)),
  ];
  const url = endpoint === undefined ? '"$TOKEN_ENDPOINT"' : quoted(endpoint);
  return [`curl ${url}`, ...options].join(' \\\n  ');
}

/** What stands beside the form. */
function authenticate({ beside }: TokenRequest, client_id: string): string[] {
  if (beside === 'basic') return [`-u ${quoted(`${encoded(client_id)}:`)}"$CLIENT_SECRET"`];
  return beside === 'certificate' ? ['--cert "$CLIENT_CERTIFICATE" --key "$CLIENT_KEY"'] : [];
}

const variables: Readonly<Record<Unknown, string>> = {
  code_verifier: 'CODE_VERIFIER',
  client_secret: 'CLIENT_SECRET',
  client_assertion: 'CLIENT_ASSERTION',
};

/**
 * A field of the form. Percent-encoded, no value can be anything to a shell or a terminal; one that only the user knows
 * is in a variable of the shell.
 */
function field([name, value]: FormField, code_verifier: string | null): string {
  if (typeof value === 'string') return `-d ${quoted(`${name}=${encoded(value)}`)}`;
  if (value.only === 'code_verifier' && code_verifier !== null) return field([name, code_verifier], null);
  return `--data-urlencode "${name}=$${variables[value.only]}"`;
}

const loneSurrogates = /\p{Cs}/gu;

function encoded(text: string): string {
  return encodeURIComponent(text.replace(loneSurrogates, '\uFFFD'));
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", '%27')}'`;
}
