import { fetchSentence } from '../../src/wording/fetches.ts';
import { askSentence } from './access-words.ts';
import { missing, grants } from './access.ts';
import { mayOffer } from './actions.ts';
import type { Form, Search } from './form.ts';
import { metadataNotes } from './notes.ts';
import { Notes } from './notes-view.tsx';
import { suggestionNeeds } from './form-needs.ts';
import type { Page } from './page.ts';
import { nextStep, suggestionSentence } from './search-words.ts';
import { say } from './words.ts';

interface Props {
  readonly page: Page;
  readonly form: Form;
}

/** How far Discover has come: what it reads, what it found, or what became of the search. */
export function DiscoveryView({ page, form }: Props) {
  const { reading, search, discovery } = form;
  return (
    <>
      <p role="status" class="reading">
        {reading.value === '' && say.browserAsks}
        {reading.value && `Reading ${reading.value} …`}
        {reading.value === null && discovery.value?.metadata && `Read ${discovery.value.metadata_url}.`}
      </p>
      {search.value && <SearchView page={page} form={form} search={search.value} />}
      {discovery.value && <Facts form={form} />}
    </>
  );
}

function SearchView({ page, form, search }: Props & { readonly search: Search }) {
  const { issuer } = search.suggestion ?? {};
  const needs = issuer === undefined ? [] : suggestionNeeds(issuer);
  const asks = missing(needs, grants.value);
  return (
    <div role="alert" class="search">
      <p>
        <strong>No metadata of {search.issuer} was found.</strong>
      </p>
      {issuer === undefined ? (
        <p>{nextStep(search.tried)}</p>
      ) : (
        <p>
          {suggestionSentence(search)}{' '}
          {mayOffer(form, issuer) ? (
            <>
              Use that issuer?{' '}
              <button type="button" onClick={() => void page.take(form, issuer)}>
                Use {issuer}
              </button>
              {asks.length > 0 && <span class="dim"> {askSentence('This', asks, needs)}</span>}
            </>
          ) : (
            'It is not offered here, because metadata must not lead to a less protected place. Type it yourself if it is right.'
          )}
        </p>
      )}
      <ul class="dim" aria-label="Asked">
        {search.tried.map(({ url, problem, detail }) => (
          <li key={url}>{fetchSentence(problem, { url, detail }, search.issuer)}.</li>
        ))}
      </ul>
    </div>
  );
}

function Facts({ form }: Pick<Props, 'form'>) {
  const discovery = form.discovery.value;
  if (!discovery) return null;
  const { metadata } = discovery;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['metadata', discovery.metadata_url],
    ['authorization_endpoint', discovery.authorization_endpoint],
    ['jwks_uri', discovery.jwks_uri],
    ['signing algorithms', metadata?.authorization_signing_alg_values_supported?.join(' ')],
    ['response modes', metadata?.response_modes_supported?.join(' ')],
  ];
  return (
    <div class="facts">
      <dl aria-label="What the metadata says">
        {facts.map(([name, value]) =>
          value === undefined && !metadata ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value === undefined ? <span class="dim">not given</span> : <code>{value}</code>}</dd>
            </div>
          ),
        )}
      </dl>
      <Notes notes={metadataNotes(discovery, form.fields.value)} />
    </div>
  );
}
