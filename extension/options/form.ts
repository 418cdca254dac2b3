import { type ReadonlySignal, type Signal, computed, signal } from '@preact/signals';
import type { Client } from '../../src/client.ts';
import type { NotDiscovered } from '../issuer.ts';
import type { HeldSecrets } from '../store.ts';
import { grants, missing } from './access.ts';
import { type Discovery, discoveryOfClient } from './discovery.ts';
import { type Fields, emptyFields, fieldsOf } from './fields.ts';
import { heldFor } from './held.ts';
import { type FoldName, foldOf } from './folds.ts';
import { type Need, clientNeeds } from '../../src/needs.ts';
import { type FormNeeds, discoverNeeds, formNeeds } from './form-needs.ts';
import { type FieldProblem, discoverProblems, readForm } from './validate.ts';

/** What was tried last: until then nothing is called wrong, from then on every change is judged at once. */
type Attempt = 'none' | 'discover' | 'save';

/** An issuer whose metadata was not found, and what became of the search. */
export interface Search extends NotDiscovered {
  readonly issuer: string;
}

/** One registration while it is typed. */
export interface Form {
  /** The client that is changed, or null for a new one. */
  readonly client: Client | null;
  /** All that are registered now, whichever page registered them. */
  readonly clients: ReadonlySignal<readonly Client[]>;
  readonly fields: Signal<Fields>;
  /** Whether Remember was ticked when the form was opened. */
  readonly remembered: boolean;
  readonly attempt: Signal<Attempt>;
  /** The location that Discover is reading now; empty while the browser asks the user. */
  readonly reading: Signal<string | null>;
  readonly found: Signal<Discovery | null>;
  readonly search: Signal<Search | null>;
  /** Patterns that were asked for in this form: what was refused is not asked for again by saving. */
  readonly asked: Signal<ReadonlySet<string>>;
  /** The folds that are open. */
  readonly unfolded: Signal<ReadonlySet<FoldName>>;
  /** From the click on Save until it is done; the browser may be asking the user all that time. */
  readonly saving: Signal<boolean>;
  /** Why it was not stored. */
  readonly failure: Signal<string | null>;
  /** The client's secrets as they are held. */
  readonly held: ReadonlySignal<HeldSecrets | null>;

  /** What the metadata of the issuer as typed gave. */
  readonly discovery: ReadonlySignal<Discovery | null>;
  readonly problems: ReadonlySignal<readonly FieldProblem[]>;
  readonly needs: ReadonlySignal<FormNeeds>;
  /** What Discover and Save would ask for, if they were clicked now. */
  readonly askedByDiscover: ReadonlySignal<readonly Need[]>;
  readonly askedBySave: ReadonlySignal<readonly Need[]>;
  /** Whether Enter discovers: the issuer has still to be read. Otherwise it saves. */
  readonly discoversFirst: ReadonlySignal<boolean>;
}

/**
 * A form, empty or filled with a client.
 *
 * @param clients all that are registered
 * @param secrets what is held of each client's secrets, by its id
 */
export function createForm(
  client: Client | null,
  clients: ReadonlySignal<readonly Client[]>,
  secrets: ReadonlySignal<ReadonlyMap<string, HeldSecrets>> = signal(new Map()),
): Form {
  const fields = signal<Fields>(
    client ? fieldsOf(client, heldFor(client, secrets.peek())?.remembered) : emptyFields,
  );
  const held = computed(() =>
    client ? heldFor({ id: client.id, issuer: fields.value.issuer.trim() }, secrets.value) : null,
  );
  const attempt = signal<Attempt>('none');
  const found = signal<Discovery | null>(client && discoveryOfClient(client));
  const asked = signal<ReadonlySet<string>>(
    new Set(client ? clientNeeds(client).map(({ pattern }) => pattern) : []),
  );
  const discovery = computed(() => (found.value?.issuer === fields.value.issuer.trim() ? found.value : null));
  const needs = computed(() => formNeeds(fields.value, discovery.value));
  return {
    client,
    clients,
    fields,
    remembered: fields.peek().remember,
    attempt,
    reading: signal(null),
    found,
    search: signal(null),
    asked,
    unfolded: signal(new Set()),
    saving: signal(false),
    failure: signal(null),
    held,
    discovery,
    needs,
    problems: computed(() => {
      if (attempt.value === 'none') return [];
      if (attempt.value === 'discover') return discoverProblems(fields.value);
      const read = readForm(fields.value, discovery.value, others(client, clients.value));
      return 'issuer' in read ? [] : read;
    }),
    askedByDiscover: computed(() => missing(discoverNeeds(fields.value), grants.value)),
    askedBySave: computed(() =>
      missing(needs.value.typed, grants.value).filter(({ pattern }) => !asked.value.has(pattern)),
    ),
    discoversFirst: computed(() => fields.value.keysFrom === 'metadata' && discovery.value === null),
  };
}

/** Takes over what was typed. Another issuer ends a search for the old one, and what was found of it is forgotten. */
export function change(form: Form, typed: Partial<Fields>): void {
  const before = form.fields.peek();
  const isNewIssuer = typed.issuer !== undefined && typed.issuer.trim() !== before.issuer.trim();
  const endpoint = form.found.peek()?.authorization_endpoint;
  const isOldEndpoint = isNewIssuer && endpoint !== undefined && before.authorization_endpoint === endpoint;
  form.fields.value = { ...before, ...(isOldEndpoint ? { authorization_endpoint: '' } : {}), ...typed };
  form.failure.value = null;
  if (!isNewIssuer) return;
  form.found.value = null;
  form.search.value = null;
  form.reading.value = null;
}

/** Opens a fold, or closes it. */
export function unfold({ unfolded }: Form, name: FoldName, isOpen = true): void {
  const others = [...unfolded.peek()].filter((other) => other !== name);
  unfolded.value = new Set(isOpen ? [...others, name] : others);
}

/** Opens whatever hides a field that something is wrong with. */
export function unfoldProblems(form: Form): void {
  for (const { field } of form.problems.peek()) {
    const fold = foldOf(field);
    if (fold) unfold(form, fold);
  }
}

/** All clients but the one that is changed. */
export function others(client: Client | null, clients: readonly Client[]): Client[] {
  return clients.filter(({ id }) => id !== client?.id);
}
