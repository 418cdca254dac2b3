import { type ReadonlySignal, type Signal, computed, signal } from '@preact/signals';
import type { Client } from '../../src/client.ts';
import { type PolicyProblem, isManaged } from '../../src/managed.ts';
import {
  type HeldSecrets,
  deleteClient,
  forgetSecrets,
  onClientsChanged,
  onSecretsChanged,
  readClients,
  readManaged,
  readSecrets,
} from '../store.ts';
import { readOptionsFragment } from '../ui/options-address.ts';
import { watchGrants } from './access.ts';
import { discoverIssuer, saveForm, saveHeld, takeSuggestion } from './actions.ts';
import { fieldId, focusAfterRefusal, focusFirstProblem, focusLater } from './focus.ts';
import { foldOf } from './folds.ts';
import { type Form, createForm, unfold, unfoldProblems } from './form.ts';
import { clientNeeds } from '../../src/needs.ts';
import { discoverNeeds } from './form-needs.ts';

/** What the page shows. */
export interface Page {
  /** Null until the store was read. */
  readonly clients: ReadonlySignal<readonly Client[] | null>;
  /** What of a policy cannot be used. */
  readonly policyProblems: ReadonlySignal<readonly PolicyProblem[]>;
  /** What is held of each client's secrets, by its id. */
  readonly secrets: ReadonlySignal<ReadonlyMap<string, HeldSecrets>>;
  readonly form: ReadonlySignal<Form | null>;
  /** The client that was just registered or changed. */
  readonly saved: ReadonlySignal<Client | null>;
  open(client: Client | null): Form;
  close(): void;
  discover(form: Form): Promise<void>;
  take(form: Form, issuer: string): Promise<void>;
  save(form: Form): Promise<void>;
  remove(client: Client): Promise<void>;
  /** Forgets a client's secrets. */
  forget(client: Client): Promise<void>;
}

/** Starts the page: reads the clients and keeps them, and what is granted, up to date. */
export function createPage(): Page {
  const clients = signal<readonly Client[] | null>(null);
  const registered = computed(() => clients.value ?? []);
  const secrets = signal<ReadonlyMap<string, HeldSecrets>>(new Map());
  const policyProblems = signal<readonly PolicyProblem[]>([]);
  const form: Signal<Form | null> = signal(null);
  const saved = signal<Client | null>(null);

  const load = async () => {
    const first = clients.peek() === null;
    const [read, held, policy] = await Promise.all([readClients(), readSecrets(), readManaged()]);
    secrets.value = held;
    policyProblems.value = policy.problems;
    clients.value = read;
    // The client that is edited was deleted in another tab.
    const edited = form.peek()?.client?.id;
    if (edited !== undefined && !clients.peek()?.some(({ id }) => id === edited)) form.value = null;
    if (first && clients.peek()?.length === 0) form.value = createForm(null, registered, secrets);
    if (first) followAddress();
  };
  onClientsChanged(() => void load());
  onSecretsChanged(() => void readSecrets().then((held) => (secrets.value = held)));
  addEventListener('hashchange', () => followAddress());
  void load();

  watchGrants(
    computed(() => {
      const needs = registered.value.flatMap(clientNeeds);
      if (form.value) {
        const { typed, proposed } = form.value.needs.value;
        needs.push(...discoverNeeds(form.value.fields.value), ...typed, ...proposed);
      }
      return [...new Set(needs.map(({ pattern }) => pattern))];
    }),
  );

  const open = (client: Client | null) => {
    const opened = createForm(client, registered, secrets);
    form.value = opened;
    saved.value = null;
    focusLater('form-title');
    return opened;
  };
  /** Opens the client that the page's address names, at the field that it names. */
  const followAddress = () => {
    const place = readOptionsFragment(location.hash);
    const client = registered.peek().find(({ id }) => id === place?.client);
    if (!place || !client) return;
    const fold = foldOf(place.field);
    const opened = open(client);
    if (fold) unfold(opened, fold);
    focusLater(fieldId(place.field));
  };
  const close = () => {
    form.value = null;
    focusLater('clients-title');
  };
  return {
    clients,
    policyProblems,
    secrets,
    form,
    saved,
    open,
    close,
    async discover(form) {
      if (!(await discoverIssuer(form))) focusFirstProblem(form);
    },
    async take(form, issuer) {
      focusLater(fieldId('issuer'));
      if (!(await takeSuggestion(form, issuer))) focusFirstProblem(form);
    },
    async save(current) {
      const isOpen = () => form.peek() === current;
      if (current.client && isManaged(current.client)) {
        const isKept = await saveHeld(current, current.client);
        // Another form may be shown by now, which is not to be closed.
        if (!isOpen()) return;
        return isKept ? close() : focusAfterRefusal(current);
      }
      const client = await saveForm(current, isOpen);
      if (!isOpen()) return;
      if (!client) {
        unfoldProblems(current);
        return focusAfterRefusal(current);
      }
      form.value = null;
      saved.value = client;
      // Edit may be clicked before the browser tells of it.
      clients.value = clients.peek()?.map((one) => (one.id === client.id ? client : one)) ?? null;
      focusLater('saved');
    },
    async remove(client) {
      await deleteClient(client.id);
      if (saved.peek()?.id === client.id) saved.value = null;
      focusLater('clients-title');
    },
    async forget(client) {
      await forgetSecrets(client.id);
      focusLater('clients-title');
    },
  };
}
