import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Accepted, canBeAccepted } from '../../src/accepted.ts';
import type { Client } from '../../src/client.ts';
import type { Finding } from '../../src/checks/check.ts';
import { accept, takeBack, trouble } from './actions.ts';

/** For how long a finding is accepted if nothing else is said, in days. */
const usualDays = 90;
/** `Date` reads no year of five digits as a date field writes it. */
const lastDay = '9999-12-31';
/** A reason is a sentence or two. */
const longestReason = 500;

interface AcceptProps {
  readonly client: Client;
  readonly finding: Finding;
}

/** Accepts a finding for all responses of a client, with a reason and until a day; or takes that back. */
export function Accept({ client, finding }: AcceptProps) {
  const isOpen = useSignal(false);
  const { check, code = null, accepted } = finding;
  if (accepted)
    return (
      <p class="acts">
        <button type="button" class="quiet" onClick={() => void takeBack(client, check, code)}>
          No longer accept it
        </button>
      </p>
    );
  if (!canBeAccepted(finding)) return null;
  if (!isOpen.value)
    return (
      <p class="acts">
        <button type="button" class="quiet" onClick={() => (isOpen.value = true)}>
          Accept for {client.client_id}…
        </button>
      </p>
    );
  const onAccept = (reason: string, until: number) => void accept(client, { check, code, reason, until });
  return <AcceptForm check={check} onAccept={onAccept} onCancel={() => (isOpen.value = false)} />;
}

interface AcceptFormProps {
  readonly check: string;
  readonly onAccept: (reason: Accepted['reason'], until: Accepted['until']) => void;
  readonly onCancel: () => void;
}

function AcceptForm({ check, onAccept, onCancel }: AcceptFormProps) {
  const reason = useSignal('');
  const day = useSignal(dayIn(usualDays));
  const first = useRef<HTMLInputElement>(null);
  // The button that had the focus is gone; and who is at a field is not taken to the next response.
  useLayoutEffect(() => first.current?.focus(), []);
  const id = `accept-${check}`;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const until = new Date(`${day.value}T23:59:59.999`).getTime();
    // It would be stored as null, and nothing that is accepted for the client could be read any more.
    if (Number.isNaN(until)) trouble.value = `Choose a day until ${lastDay}.`;
    else onAccept(reason.value.trim(), until);
  };
  return (
    <form class="accept" onSubmit={submit}>
      <p class="dim">
        It stays in the list and in reports, marked as accepted, and no longer makes the response a rejected
        one.
      </p>
      <label for={`${id}-reason`}>Reason</label>
      <input
        ref={first}
        id={`${id}-reason`}
        type="text"
        required
        pattern=".*\S.*"
        maxLength={longestReason}
        placeholder="Known to the server's team as ID-1234"
        value={reason.value}
        onInput={({ currentTarget }) => (reason.value = currentTarget.value)}
      />
      <label for={`${id}-until`}>Until</label>
      <input
        id={`${id}-until`}
        type="date"
        required
        min={dayIn(0)}
        max={lastDay}
        value={day.value}
        onInput={({ currentTarget }) => (day.value = currentTarget.value)}
      />
      <p class="acts">
        <button type="submit" class="primary">
          Accept
        </button>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      </p>
    </form>
  );
}

/** A day as a date field has it, so many days from now. */
function dayIn(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() + days);
  const digits = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${digits(day.getMonth() + 1)}-${digits(day.getDate())}`;
}
