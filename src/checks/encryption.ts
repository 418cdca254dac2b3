import { type Check, observe, skip } from './check.ts';

/** The checks on an encrypted response. */
export const encryptionChecks: readonly Check[] = [
  {
    name: 'decrypt',
    catalogue: 'E01',
    clauses: ['JARM 2.2', 'JARM 2.4'],
    judge({ jwt }) {
      if (jwt?.form !== 'jwe') return null;
      return { ...skip('encrypted'), observed: observe('text', jwt.header.members['alg']) };
    },
  },
];
