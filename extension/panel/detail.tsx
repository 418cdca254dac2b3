import { signal } from '@preact/signals';
import type { Profile } from '../../src/profile.ts';
import { tokenRequest } from '../../src/report/token-request.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Findings } from '../ui/findings.tsx';
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
import { typeIn } from './actions.ts';
import { detailElementId, focusList, takeKey } from './moves.ts';
import { ObstacleNotice } from './obstacle-notice.tsx';
import { reportOf } from './report.ts';
import { GiveSecret, SecretNotice } from './secret-notice.tsx';
import { type Inspected, isBusy, typed } from './state.ts';
import { TypedForm } from './typed-form.tsx';

type TabName = 'findings' | 'token' | 'keys' | 'request' | 'raw';

/** Stays as it is when another exchange is selected, so that two can be compared by going back and forth. */
const tab = signal<TabName>('findings');

/** Everything about the selected exchange. */
export function Detail({ inspected }: { readonly inspected: Inspected }) {
  const { context, exchange, findings, verdict } = inspected;
  const redeeming = tokenRequest(context);
  const tabs: readonly Tab<TabName>[] = [
    { name: 'findings', label: 'Findings' },
    { name: 'token', label: context.compact === null ? 'Parameters' : 'Token' },
    { name: 'keys', label: 'Keys' },
    { name: 'request', label: 'Request' },
    { name: 'raw', label: 'Raw' },
  ];
  const judgeBy = (profile: Profile) => {
    const { client } = context;
    const values = typed.value.client?.values ?? {};
    void typeIn('client', client.id, { values, profile: profile === client.profile ? null : profile });
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
      onKeyDown={onKeyDown}
    >
      <VerdictBanner verdict={verdict} exchange={exchange}>
        <p class="report">
          <span>
            <CopyButton label="Copy bug report" text={() => reportOf(inspected)} />
            <span class="dim">Markdown, without code, state or token</span>
          </span>
          {redeeming !== null && (
            <span>
              <CopyButton label="Copy token request" text={() => redeeming} />
              <span class="dim">cURL, with the live code</span>
            </span>
          )}
        </p>
      </VerdictBanner>
      <SecretNotice context={context} />
      <ObstacleNotice context={context} isPending={verdict.kind === 'pending'} />
      <div class="tab-bar">
        <TabStrip
          tabs={tabs}
          selected={tab.value}
          onSelect={(name) => (tab.value = name)}
          label="About this response"
        />
        <JudgedBy profile={context.profile} registered={context.client.profile} onChoose={judgeBy} />
      </div>
      <TabPanel name={tab.value}>
        {tab.value === 'findings' && <Findings findings={findings} />}
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
        {tab.value === 'keys' && <Keys context={context} />}
        {tab.value === 'request' && (
          <>
            <Request context={context} />
            <TypedForm context={context} typed={typed.value} />
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
