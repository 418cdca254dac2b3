import { signal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { statedByFile } from '../../src/files/stated.ts';
import type { Profile } from '../../src/profile.ts';
import { Comparison } from '../ui/comparison.tsx';
import { Findings } from '../ui/findings.tsx';
import { Flow } from '../ui/flow.tsx';
import type { Inspected } from '../ui/inspected.ts';
import { JudgedBy } from '../ui/judged-by.tsx';
import { IdToken } from '../ui/id-token.tsx';
import { NameTable } from '../ui/json-table.tsx';
import { Keys } from '../ui/keys.tsx';
import { Raw } from '../ui/raw.tsx';
import { Request } from '../ui/request.tsx';
import { type Tab, TabPanel, TabStrip } from '../ui/tab-strip.tsx';
import { Token } from '../ui/token.tsx';
import { VerdictBanner } from '../ui/verdict-banner.tsx';
import { openingField } from '../ui/wanted-secret.ts';
import { Accept } from './accept.tsx';
import { typeIn } from './actions.ts';
import { ClientIdForm } from './client-id-form.tsx';
import { Acts } from './detail-acts.tsx';
import { detailElementId, focusList, takeKey } from './moves.ts';
import { ObstacleNotice } from './obstacle-notice.tsx';
import { GiveSecret, SecretNotice } from './secret-notice.tsx';
import { chosen, comparedInspection, isBusy, typed } from './state.ts';
import { TypedForm } from './typed-form.tsx';

type TabName = 'comparison' | 'findings' | 'token' | 'flow' | 'keys' | 'request' | 'raw';

/** Stays as it is when another exchange is selected, so that two can be compared by going back and forth. */
const tab = signal<TabName>('findings');

/** Everything about the selected exchange. */
export function Detail({ inspected }: { readonly inspected: Inspected }) {
  const { context, exchange, findings, verdict } = inspected;
  const isBrought = exchange.response.from !== undefined;
  const other = comparedInspection.value?.exchange.id === exchange.id ? null : comparedInspection.value;
  const otherId = other?.exchange.id ?? null;
  // Who chose one to compare with wants to see the comparison with the next one that is selected.
  useLayoutEffect(() => {
    if (otherId !== null) tab.value = 'comparison';
    else if (tab.value === 'comparison') tab.value = 'findings';
  }, [otherId]);
  const tabs: readonly Tab<TabName>[] = [
    { name: 'findings', label: 'Findings' },
    { name: 'token', label: context.compact === null ? 'Parameters' : 'Token' },
    { name: 'flow', label: 'Flow' },
    { name: 'keys', label: 'Keys' },
    { name: 'request', label: 'Request' },
    { name: 'raw', label: 'Raw' },
    ...(other ? [{ name: 'comparison', label: 'Comparison' } as const] : []),
  ];
  const judgeBy = (profile: Profile) => {
    const { client } = context;
    const change = { profile: profile === client.profile ? null : profile };
    void typeIn('client', client.id, typed.value.client, change);
  };
  // Who is at a field stays with this response: the detail of the next one would take the focus and what is typed.
  const onField = ({ target }: Event) => {
    if (target instanceof Element && target.matches('input, select')) chosen.value = exchange.id;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    takeKey(event);
    focusList();
  };
  return (
    <section
      class="detail"
      id={detailElementId}
      data-exchange={exchange.id}
      aria-label="Selected response"
      aria-busy={isBusy.value}
      tabIndex={-1}
      onFocusIn={onField}
      onInput={onField}
      onKeyDown={onKeyDown}
    >
      <VerdictBanner verdict={verdict} exchange={exchange} stated={statedByFile(context.evidence)}>
        <Acts inspected={inspected} />
      </VerdictBanner>
      {!isBrought && <SecretNotice context={context} />}
      {!isBrought && <ObstacleNotice context={context} isPending={verdict.kind === 'pending'} />}
      <div class="tab-bar">
        <TabStrip
          tabs={tabs}
          selected={tab.value}
          onSelect={(name) => (tab.value = name)}
          label="About this response"
        />
        {!isBrought && (
          <JudgedBy profile={context.profile} registered={context.client.profile} onChoose={judgeBy} />
        )}
      </div>
      <TabPanel name={tab.value}>
        {tab.value === 'comparison' && other && <Comparison one={other} other={inspected} />}
        {tab.value === 'findings' && (
          <Findings
            findings={findings}
            acts={(finding) => !isBrought && <Accept client={context.client} finding={finding} />}
          />
        )}
        {tab.value === 'token' &&
          (context.compact === null ? (
            <Plain {...inspected} />
          ) : (
            <Token context={context} findings={findings}>
              <GiveSecret
                context={context}
                field={openingField(context)}
                label="Keys and secret of this client"
              />
            </Token>
          ))}
        {tab.value === 'token' && (
          <IdToken context={context} findings={findings}>
            <GiveSecret
              context={context}
              field={openingField(context.idToken ?? context)}
              label="Keys and secret of this client"
            />
          </IdToken>
        )}
        {tab.value === 'flow' && <Flow context={context} findings={findings} />}
        {tab.value === 'keys' && <Keys context={context} />}
        {tab.value === 'request' && (
          <>
            <Request context={context} />
            {!isBrought && <TypedForm context={context} typed={typed.value} />}
            {!isBrought && <ClientIdForm exchange={exchange} typed={typed.value.exchange} />}
          </>
        )}
        {tab.value === 'raw' && <Raw exchange={exchange} />}
      </TabPanel>
    </section>
  );
}

function Plain({ context }: Inspected) {
  const rows = context.response.parameters.map(([name, text]) => ({ name, text }));
  return (
    <div class="sheet">
      <section aria-label="Response parameters">
        <h3>Response parameters</h3>
        <p class="dim">They came in the clear, in the {context.response.channel}: no JWT protects them.</p>
        <NameTable rows={rows} label="Response parameters" />
      </section>
    </div>
  );
}
