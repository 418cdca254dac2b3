import type { FamilyTitles } from '../shapes.ts';

export const flowTitles: FamilyTitles = {
  solicited: {
    pass: 'Answers a request that was seen',
    codes: { unsolicited: 'No request for it was seen' },
    skipped: 'Request not looked for',
  },
  'client-on-callback': {
    pass: 'Only one client on this callback',
    codes: {
      'by-endpoint': 'Several clients on this callback, told apart by the server',
      'by-client-id': 'Several clients on this callback, told apart by client_id',
      first: 'Several clients on this callback, the first is assumed',
    },
    skipped: 'Client not judged',
  },
  'no-mixup-defence': {
    pass: 'Names its issuer, on a callback of several',
    codes: { undefended: 'Several issuers on this callback, and it names none' },
    skipped: 'Mix-up defence not judged',
  },
};
