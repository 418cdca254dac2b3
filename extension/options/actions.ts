import { mayFetch } from '../../src/issuer/reach.ts';
import { discover } from '../issuer.ts';
import { forgetSecrets, saveClients, saveSecrets } from '../store.ts';
import { ask, grants, missing } from './access.ts';
import { discoveryOf } from './discovery.ts';
import { type Form, change, others } from './form.ts';
import { suggestionNeeds } from './form-needs.ts';
import { changedSecrets } from './held.ts';
import type { Need } from '../../src/needs.ts';
import { readForm } from './validate.ts';
import type { Client } from '../../src/client.ts';
import type { Secrets } from '../../src/secrets.ts';
import { say } from './words.ts';

/**
 * What a click on Discover does: asks for access to the callbacks' and the issuer's origins, then reads the issuer's
 * metadata and fills in what it says. An answer for an issuer that was typed over meanwhile is dropped, and an endpoint
 * that was typed meanwhile stays.
 *
 * @param needs what is asked for
 * @returns whether the form could be acted upon; if not, its problems say why
 */
export async function discoverIssuer(form: Form, needs = form.askedByDiscover.peek()): Promise<boolean> {
  const { issuer: typed, test_network_without_tls, authorization_endpoint: before } = form.fields.peek();
  form.attempt.value = 'discover';
  if (form.problems.peek().some(({ field }) => !field.startsWith('callback'))) return false;
  const asking = askIn(form, needs);

  const home = { issuer: typed.trim(), test_network_without_tls };
  form.search.value = null;
  form.found.value = null;
  form.reading.value = '';
  await asking;
  const isCurrent = () => form.reading.peek() !== null && form.fields.peek().issuer.trim() === home.issuer;
  const result = await discover(home, (url) => {
    if (isCurrent()) form.reading.value = url;
  });
  if (!isCurrent()) return true;
  form.reading.value = null;
  if (form.problems.peek().length === 0) form.attempt.value = 'none';
  if ('tried' in result) {
    form.search.value = { ...result, issuer: home.issuer };
    return true;
  }
  const found = discoveryOf(result);
  form.found.value = found;
  if (found.authorization_endpoint !== undefined && form.fields.peek().authorization_endpoint === before)
    change(form, { authorization_endpoint: found.authorization_endpoint });
  return true;
}

/** What a click on the issuer that was suggested does: takes it, asks for access to it alone, and discovers it. */
export function takeSuggestion(form: Form, issuer: string): Promise<boolean> {
  change(form, { issuer });
  return discoverIssuer(form, missing(suggestionNeeds(issuer), grants.peek()));
}

/** Whether a suggested issuer may be offered: metadata must not lead from a public issuer to this machine or to `http`. */
export function mayOffer(form: Form, issuer: string): boolean {
  const { issuer: typed, test_network_without_tls } = form.fields.peek();
  return mayFetch(issuer, typed.trim(), test_network_without_tls) === null;
}

/**
 * What a click on Save does: judges the whole form, asks for access that what was typed needs and that was not asked
 * for yet, and registers the client, whether access was granted or not. The page stays usable while the browser asks:
 * what is typed meanwhile counts, and a form that was left registers nothing.
 *
 * @param isOpen whether the form is still the one that the page shows
 * @returns the client, or null where it was not registered; the form's problems or its failure say why
 */
export async function saveForm(form: Form, isOpen: () => boolean): Promise<Client | null> {
  form.attempt.value = 'save';
  if (form.saving.peek() || form.problems.peek().length > 0) return null;
  form.saving.value = true;
  try {
    await askIn(form, form.askedBySave.peek());
    return isOpen() ? await register(form) : null;
  } finally {
    form.saving.value = false;
  }
}

/**
 * Registers the client as the form has it now. One that was changed elsewhere since the form was opened is not: the form
 * would put back what it saw then.
 */
async function register(form: Form): Promise<Client | null> {
  const clients = form.clients.peek();
  const read = readForm(form.fields.peek(), form.discovery.peek(), others(form.client, clients));
  if (!('issuer' in read)) return null;
  const { id = crypto.randomUUID(), revision } = form.client ?? {};
  const registered = clients.find((one) => one.id === id);
  if (registered?.revision !== revision) {
    form.failure.value = say.changedElsewhere;
    return null;
  }
  // It may have been switched on or off elsewhere, which leaves its revision as it is.
  const { enabled = true } = registered ?? {};
  const client = { ...read, id, enabled, revision: crypto.randomUUID() };
  const secrets = secretsIn(form, client);
  try {
    if (secrets) await saveSecrets(secrets, form.fields.peek().remember);
    await saveClients([client]);
    return client;
  } catch (error) {
    form.failure.value = say.notStored(error instanceof Error ? error.message : String(error));
    // Of a client that was not registered no secret stays behind.
    if (secrets && !form.client) await forgetSecrets(client.id).catch(() => undefined);
    return null;
  }
}

/**
 * What a click on Save does for a client of a policy: keeps its keys and secret, which no policy has.
 *
 * @returns whether they were kept; if not, the form's problems or its failure say why
 */
export async function saveHeld(form: Form, client: Client): Promise<boolean> {
  form.attempt.value = 'save';
  if (form.saving.peek()) return false;
  if (form.problems.peek().some(({ field }) => field === 'decryption_keys' || field === 'signing_keys'))
    return false;
  const secrets = secretsIn(form, client);
  form.saving.value = true;
  try {
    if (secrets) await saveSecrets(secrets, form.fields.peek().remember);
    return true;
  } catch (error) {
    form.failure.value = say.notStored(error instanceof Error ? error.message : String(error));
    return false;
  } finally {
    form.saving.value = false;
  }
}

/** The secrets of a client as the form leaves them; null where nothing changes. */
function secretsIn(form: Form, { id, issuer }: Pick<Client, 'id' | 'issuer'>): Secrets | null {
  const changed = changedSecrets(form.fields.peek(), form.held.peek(), form.remembered);
  return changed && { client: id, issuer, revision: crypto.randomUUID(), ...changed };
}

/** Asks, and remembers that it was asked. The browser is called before anything is awaited. */
async function askIn(form: Form, needs: readonly Need[]): Promise<void> {
  await ask(needs);
  form.asked.value = new Set([...form.asked.peek(), ...needs.map(({ pattern }) => pattern)]);
}
