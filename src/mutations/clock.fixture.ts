import { type Flow, withClaims } from './flow.fixture.ts';
import { type Mutation, hasIdToken, isJwt, withClaim } from './mutation.fixture.ts';

const tenMinutes = 600;

type Times = Readonly<Record<string, number>>;

/** Times of the JWT and of the ID token, in seconds after the arrival, and how far the issuer's clock is ahead. */
interface Clocks {
  readonly ahead: number;
  readonly jwt?: Times;
  readonly idToken?: Times;
}

function times(flow: Flow, given: Times): Times {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, Math.floor(flow.at / 1000) + value]),
  );
}

function clock(
  name: string,
  breaks: string,
  { ahead, jwt = {}, idToken }: Clocks,
  raises: Mutation['raises'],
): Mutation {
  return {
    name: `clock-${name}`,
    breaks,
    in: idToken ? hasIdToken : isJwt,
    apply: (flow) => {
      const changed = isJwt(flow) ? withClaim(flow, times(flow, jwt)) : flow;
      const token = flow.idToken && idToken ? withClaims(flow.idToken, times(flow, idToken)) : flow.idToken;
      return { ...changed, clockAhead: ahead, idToken: token };
    },
    raises,
  };
}

/** The times of a JWT that was made just now by a clock that is so far ahead. */
const madeAt = (ahead: number): Times => ({ iat: ahead, exp: ahead + 60 });

/** What is wrong by one of two clocks that are known to differ. */
export const clockMutations: readonly Mutation[] = [
  clock(
    'ahead',
    "the issuer's clock is ten minutes ahead, and the JWT was made by it",
    { ahead: tenMinutes, jwt: { ...madeAt(tenMinutes), nbf: tenMinutes } },
    ['warn clock ahead', 'warn nbf own-clock'],
  ),
  clock(
    'behind',
    "the issuer's clock is ten minutes behind, and the JWT was made by it",
    { ahead: -tenMinutes, jwt: madeAt(-tenMinutes) },
    ['warn clock behind', 'warn exp-valid own-clock'],
  ),
  clock(
    'ahead-expired',
    "the issuer's clock is ten minutes ahead, and by it the JWT has expired",
    { ahead: tenMinutes, jwt: madeAt(0) },
    ['warn clock ahead', 'warn exp-valid issuer-clock'],
  ),
  clock(
    'behind-early',
    "the issuer's clock is ten minutes behind, and by it the JWT is not valid yet",
    { ahead: -tenMinutes, jwt: { ...madeAt(0), nbf: 0 } },
    ['warn clock behind', 'warn nbf issuer-clock'],
  ),
  clock(
    'ahead-id-token',
    "the issuer's clock is ten minutes ahead, and the ID token was made by it",
    {
      ahead: tenMinutes,
      jwt: madeAt(tenMinutes),
      idToken: { ...madeAt(tenMinutes), nbf: tenMinutes, auth_time: tenMinutes },
    },
    ['warn clock ahead', 'warn idt-nbf own-clock'],
  ),
  clock(
    'behind-id-token',
    "the issuer's clock is ten minutes behind, and the ID token was made by it",
    {
      ahead: -tenMinutes,
      jwt: madeAt(-tenMinutes),
      idToken: { ...madeAt(-tenMinutes), auth_time: -tenMinutes },
    },
    (flow) => [
      'warn clock behind',
      'warn idt-exp own-clock',
      ...(isJwt(flow) ? ['warn exp-valid own-clock'] : []),
    ],
  ),
  clock(
    'ahead-id-token-expired',
    "the issuer's clock is ten minutes ahead, and by it the ID token has expired",
    { ahead: tenMinutes, jwt: madeAt(tenMinutes), idToken: madeAt(0) },
    ['warn clock ahead', 'warn idt-exp issuer-clock'],
  ),
  clock(
    'behind-id-token-early',
    "the issuer's clock is ten minutes behind, and by it the ID token is not valid yet",
    { ahead: -tenMinutes, jwt: madeAt(0), idToken: { ...madeAt(0), nbf: 0, auth_time: 0 } },
    ['warn clock behind', 'warn idt-nbf issuer-clock'],
  ),
];
