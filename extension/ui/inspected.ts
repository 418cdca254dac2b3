import { type ReadonlySignal, batch, effect, signal } from '@preact/signals';
import type { Exchange } from '../../src/exchange.ts';
import type { Inspection } from '../../src/inspect.ts';
import { type RecordSet, evidenceOf, judgementName, secretsOf } from '../../src/recordset.ts';
import { judging } from './judging.ts';
import { now } from './now.ts';

/** An exchange with what was found of it. */
export interface Inspected extends Inspection {
  readonly exchange: Exchange;
}

/** One exchange, inspected anew whenever its evidence changes. */
export interface Following {
  /** What was found; of the exchange before for the moment that judging takes. */
  readonly inspection: ReadonlySignal<Inspected | null>;
  /** Whether it is just being judged: what is shown is of another exchange, or of less evidence. */
  readonly isInspecting: ReadonlySignal<boolean>;
  /** Begins to follow. Call once. */
  start(): void;
}

/**
 * Inspects whichever exchange a view is about.
 *
 * @param imported what files brought, which was inspected when it came
 */
export function followInspection(
  set: () => RecordSet | null | undefined,
  imported: ReadonlySignal<readonly Inspected[]>,
  exchange: ReadonlySignal<Exchange | null>,
): Following {
  const inspection = signal<Inspected | null>(null);
  const isInspecting = signal(false);
  let inspected = '';
  const follow = () => {
    const [records, one] = [set(), exchange.value];
    if (!records || !one) {
      inspected = '';
      inspection.value = null;
      isInspecting.value = false;
      return;
    }
    const brought = one.response.from ? imported.value.find(({ exchange }) => exchange.id === one.id) : null;
    if (brought) {
      inspected = one.id;
      inspection.value = brought;
      isInspecting.value = false;
      return;
    }
    const name = judgementName(records, one);
    if (name === inspected) {
      // A further sighting changes no evidence, but is shown.
      const before = inspection.peek();
      if (before?.exchange.id === one.id && before.exchange !== one)
        inspection.value = { ...before, exchange: one };
      return;
    }
    inspected = name;
    isInspecting.value = true;
    void judging(evidenceOf(records, one), secretsOf(records, one)).then((made) => {
      if (inspected !== name) return;
      batch(() => {
        // What is told beside its times is told as of now.
        now.value = Date.now();
        inspection.value = { ...made, exchange: one };
        // Records come in before they are followed.
        isInspecting.value = judgementName(records, one) !== name;
      });
    });
  };
  return { inspection, isInspecting, start: () => void effect(follow) };
}
