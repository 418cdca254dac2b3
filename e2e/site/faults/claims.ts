import { claimFault, memberFault } from './jarm.ts';

const anotherIssuer = 'https://another-issuer.example';

/** One claim wrong, the JWT signed again with the server's own key. */
export const claimFaults = [
  memberFault('wrong-iss', 'iss names another issuer', 'iss', () => anotherIssuer),
  memberFault('missing-iss', 'there is no iss', 'iss', () => undefined),
  claimFault('wrong-aud', 'aud names another client', 'aud', () => 'another-client'),
  claimFault('missing-aud', 'there is no aud', 'aud', () => undefined),
  claimFault('expired', 'exp is six minutes ago', 'exp', ({ now }) => now - 360),
  claimFault('missing-exp', 'there is no exp', 'exp', () => undefined),
  claimFault(
    'distant-exp',
    'exp is a day ahead, JARM recommends ten minutes',
    'exp',
    ({ now }) => now + 86_400,
  ),
  memberFault('wrong-state', 'state is not the one that was sent', 'state', () => 'another-state'),
  memberFault('missing-state', 'there is no state', 'state', () => undefined),
] as const;
