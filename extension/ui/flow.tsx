import type { Context, Finding } from '../../src/checks/check.ts';
import { type FlowStep, flowOf, parties } from '../../src/flow.ts';
import { type Protection, protectionsOf } from '../../src/protection.ts';
import { partyLabels, protectionLabels, protectionSentence, stepLabel } from '../../src/wording/flow.ts';
import { Mark, outcomeTone } from './mark.tsx';
import { Received } from './received.tsx';
import { preciseTime } from './time.ts';

interface FlowProps {
  readonly context: Context;
  readonly findings: readonly Finding[];
}

/** How the login went between application, browser and server, and what protected the response. */
export function Flow({ context, findings }: FlowProps) {
  return (
    <div class="sheet">
      <section aria-label="Sequence">
        <h3>Sequence</h3>
        <div class="flow">
          {parties.map((party) => (
            <b key={party} class={`party at-${party}`} aria-hidden="true">
              {partyLabels[party]}
            </b>
          ))}
        </div>
        <ol class="flow steps">
          {flowOf(context).map((step, index) => (
            <Step key={index} row={index + 1} step={step} />
          ))}
        </ol>
        <p class="dim">Dashed: not seen by this browser, but it must have happened.</p>
      </section>
      <section aria-label="What protected the response">
        <h3>What protected the response</h3>
        <table class="protections">
          <tbody>
            {protectionsOf(context, findings).map((one) => (
              <ProtectionRow key={one.name} {...one} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Step({ step, row }: { readonly step: FlowStep; readonly row: number }) {
  const { from, to, isSeen, at, by, place, names } = step;
  return (
    <li class={`step from-${from} to-${to}`} data-seen={isSeen} style={{ gridRow: row }}>
      <span class="unseen">
        {partyLabels[from]} to {partyLabels[to]}
        {!isSeen && ', not seen'}:{' '}
      </span>
      <span class="step-title">{stepLabel(step)}</span>
      {(by !== null || place !== null) && (
        <code>
          {by} {place !== null && <Received text={place} />}
        </code>
      )}
      {names.length > 0 && (
        <span class="dim">
          <Received text={names.join(', ')} />
        </span>
      )}
      {at !== null && <span class="dim">{preciseTime(at)}</span>}
    </li>
  );
}

function ProtectionRow(protection: Protection) {
  const tone = protection.held === 'none' ? 'skip' : outcomeTone(protection.held);
  return (
    <tr data-protection={protection.name} data-held={protection.held}>
      <th scope="row">{protectionLabels[protection.name]}</th>
      <td>
        <span class="protection">
          <Mark tone={tone} />
          {protectionSentence(protection)}
        </span>
      </td>
    </tr>
  );
}
