import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { InteractionResults, Provider } from 'oidc-provider';
import { escaped, page } from './html.ts';
import type { Login } from './login.ts';

const accountId = 'alice';
const accepted: InteractionResults = { login: { accountId } };
const denied: InteractionResults = {
  error: 'access_denied',
  error_description: 'the end-user denied the request',
};

/**
 * The server's login page, at `/interaction/<uid>`: goes by itself for a login that is automatic, else waits for
 * one of its buttons. A login that the application did not start waits, too.
 */
export async function interact(
  provider: Provider,
  loginOf: (nonce: unknown) => Login | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const finish = (result: InteractionResults): Promise<void> =>
    provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  const { params } = await provider.interactionDetails(request, response);
  if (request.method === 'POST') {
    const decision = new URLSearchParams(await text(request)).get('decision');
    return finish(decision === 'log-in' ? accepted : denied);
  }
  const login = loginOf(params['nonce']);
  if (login !== undefined && login.interaction !== 'page') {
    return finish(login.error === 'access_denied' ? denied : accepted);
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(loginPage(String(params['client_id'])));
  return undefined;
}

const loginPage = (client_id: string): string =>
  page(
    'Log in',
    `<h1>Log in</h1>
<p><strong>${escaped(client_id)}</strong> wants to know who you are.</p>
<form method="post">
<label>User <input name="username" value="${accountId}" autocomplete="off"></label>
<label>Password <input name="password" type="password" value="not-a-secret" autocomplete="off"></label>
<button name="decision" value="log-in">Log in</button>
<button name="decision" value="deny">Deny</button>
</form>`,
  );
