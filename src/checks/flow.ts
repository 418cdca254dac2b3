import { valueOf } from '../read/parameters.ts';
import { type Check, absent, info, list, observe, pass, skip, text, warn } from './check.ts';

/** The checks on the response's place among the requests that went before it. */
export const flowChecks: readonly Check[] = [
  {
    name: 'solicited',
    catalogue: 'M04',
    clauses: ['RFC 9700 2.1'],
    judge({ request, requestSkip, evidence }) {
      if (request && !evidence.request) return { ...pass(), certainty: 'as-sent' };
      if (request) return pass({ observed: text(evidence.pairedBy ?? 'frame') });
      return requestSkip === 'request-not-seen'
        ? warn('unsolicited', { observed: absent })
        : skip(requestSkip);
    },
  },
  {
    name: 'client-on-callback',
    catalogue: 'J07',
    clauses: ['RFC 9700 4.4'],
    judge({ evidence }) {
      if (evidence.clientBy === 'only') return null;
      const observed = observe('client_id', evidence.client.client_id);
      if (evidence.clientBy === 'endpoint') return info('by-endpoint', { observed });
      return info(evidence.clientBy === 'client_id' ? 'by-client-id' : 'first', { observed });
    },
  },
  {
    name: 'no-mixup-defence',
    catalogue: 'J08',
    clauses: ['RFC 9700 2.1', 'RFC 9700 4.4.2'],
    certainty: 'as-registered',
    judge({ evidence: { issuersOnCallback }, compact, response: { parameters } }) {
      if (issuersOnCallback.length < 2) return null;
      const isNamed = compact !== null || ['iss', 'id_token'].some((name) => valueOf(parameters, name));
      return isNamed ? pass() : warn('undefended', { observed: list('issuer', issuersOnCallback) });
    },
  },
];
