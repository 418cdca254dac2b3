import type { SkipCode } from '../checks/check.ts';
import { claimExplanations } from './explanations/claims.ts';
import { deliveryExplanations } from './explanations/delivery.ts';
import { encryptionExplanations } from './explanations/encryption.ts';
import { envelopeExplanations } from './explanations/envelope.ts';
import { flowExplanations } from './explanations/flow.ts';
import { issuerExplanations } from './explanations/issuer.ts';
import { idTokenExplanations } from './explanations/id-token.ts';
import { requestExplanations } from './explanations/request.ts';
import { historyExplanations } from './explanations/history.ts';
import { leaksExplanations } from './explanations/leaks.ts';
import { metadataExplanations } from './explanations/metadata.ts';
import { parameterExplanations } from './explanations/parameters.ts';
import type { Act, CheckExplanation, Titled } from './shapes.ts';
import { signatureExplanations } from './explanations/signature.ts';

const explanations = new Map<string, CheckExplanation>(
  Object.entries({
    ...envelopeExplanations,
    ...signatureExplanations,
    ...encryptionExplanations,
    ...claimExplanations,
    ...issuerExplanations,
    ...deliveryExplanations,
    ...parameterExplanations,
    ...flowExplanations,
    ...metadataExplanations,
    ...leaksExplanations,
    ...historyExplanations,
    ...requestExplanations,
    ...idTokenExplanations,
  }),
);

const acts: Readonly<Record<Act, string>> = {
  server: "For the server's team",
  application: "For the application's team",
  registration: "For whoever keeps the client's registration",
  tester: 'For you',
};

interface Gap {
  readonly why: string;
  readonly todo: string | null;
}

const gaps = new Map<string, Gap>(
  Object.entries({
    'request-not-seen': {
      why: 'This rule compares the response with its request, and none was seen in this tab, or in the one that opened it, within the hour before.',
      todo: 'Log in again from the start, in this tab.',
    },
    'endpoint-unknown': {
      why: 'This rule compares the response with its request. Without the authorization endpoint, requests cannot be recognised.',
      todo: 'Enter the authorization endpoint in the registration, then log in again.',
    },
    'no-access': {
      why: 'This rule compares the response with its request, and the browser has not granted access to the authorization endpoint.',
      todo: 'Allow access to the authorization endpoint in the registration, then log in again.',
    },
    'request-object': {
      why: 'With a request object only its contents count, and this one is encrypted or cannot be read.',
      todo: 'Type in what the request asked for, in the tab Request.',
    },
    'pushed-request': {
      why: 'The request was sent by request_uri: its parameters did not travel through the browser and are not visible here.',
      todo: 'Type in what the request asked for, in the tab Request.',
    },
    encrypted: {
      why: 'What this rule looks at lies inside the encryption, and no key was given.',
      todo: 'Give the key that opens it, or the client secret, in the registration.',
    },
    'keys-pending': {
      why: 'The issuer is still being asked. This rule is judged as soon as it has answered.',
      todo: null,
    },
    'no-keys': {
      why: "Without the issuer's keys a signature can be neither right nor wrong.",
      todo: 'Read above why the keys could not be fetched, then retry.',
    },
    'no-metadata': {
      why: "This rule compares the response with the issuer's metadata, and there is none at hand.",
      todo: 'Register the client with Discover, or retry where the metadata could not be fetched.',
    },
    'not-signed': { why: 'There is no signature that could be checked.', todo: null },
    cut: {
      why: 'Only the beginning of the request or response was kept, and what is missing may be what matters.',
      todo: 'Have less sent: browsers and servers cut or refuse what is as long as this.',
    },
    unreadable: { why: 'What this rule looks at cannot be read.', todo: null },
    'needs-secret': {
      why: 'The signature was made with the client secret, which is not known here.',
      todo: 'Type the client secret into the registration.',
    },
    'not-watched': {
      why: 'This takes listening to more than callbacks and requests, which is off unless it is switched on.',
      todo: 'Switch on "Watch for leaks" in the registration, then log in again.',
    },
    'not-seen': {
      why: 'What this rule looks at happened where this browser shows nothing: at an origin without access, or by script.',
      todo: 'Allow access to the origins of server and application, then log in again.',
    },
    'history-pending': {
      why: 'The response is still being compared with the earlier ones. This rule is judged as soon as that is done.',
      todo: null,
    },
    'not-registered': {
      why: 'This rule compares the response with what the client was registered with, and the registration here does not say.',
      todo: 'Fill in the rest of the registration.',
    },
    pasted: {
      why: 'The response was pasted: when it arrived, and what it answered, is not known.',
      todo: 'Log in while the callback is watched, or import a HAR or an evidence bundle.',
    },
    'pasted-keys': {
      why: 'Nothing is fetched for what is pasted or in a file, and what is pasted brings no keys along.',
      todo: 'Log in while the callback is watched, or import a HAR or an evidence bundle: they have the keys.',
    },
  } satisfies Record<SkipCode, Gap>),
);

const unsupported: Gap = {
  why: 'This cannot be computed in this browser. It is neither right nor wrong.',
  todo: 'Try another browser, or check this point by hand.',
};
const unknown: Gap = { why: '', todo: null };

/** A finding, explained. */
export interface Explained {
  /** Why the rule matters, in one to three sentences. */
  readonly why: string;
  /** Who has to act, such as "For the server's team"; empty where nobody has to. */
  readonly act: string;
  /** What to do; null where there is nothing to do. */
  readonly todo: string | null;
}

/** Why a finding matters, who has to act and what to do. Never throws; what is not known stays empty. */
export function explain({ check, outcome, code = '' }: Titled): Explained {
  if (outcome === 'skip' || outcome === 'unsupported') {
    const gap = outcome === 'skip' ? gaps.get(code) : unsupported;
    const { why, todo } = gap ?? unknown;
    return { why, act: todo === null ? '' : acts.tester, todo };
  }
  const own = explanations.get(check);
  if (!own) return { why: '', act: '', todo: null };
  const { why, act, todo } = { ...own, ...(Object.hasOwn(own.codes ?? {}, code) ? own.codes?.[code] : {}) };
  const isWrong = outcome === 'fail' || outcome === 'warn';
  return { why, act: isWrong ? acts[act] : '', todo: isWrong ? todo : null };
}
