/** What the benchmark runs inside the browser: the judge beside bare `jose`, on the same tokens. */
import { type JWK, compactDecrypt, createLocalJWKSet, importJWK, jwtVerify } from 'jose';
import type { Evidence } from '../../src/evidence.ts';
import { inspect } from '../../src/inspect.ts';
import type { Secrets } from '../../src/secrets.ts';

/** One response, as both are given it. */
export interface Case {
  readonly name: string;
  readonly evidence: Evidence;
  readonly secrets: Secrets | null;
  /** What stands in `response`. */
  readonly compact: string;
  readonly issuer: string;
  readonly client_id: string;
  readonly alg: string;
  readonly jwks: { readonly keys: JWK[] };
  /** What decrypts it. */
  readonly decryption: { readonly key: JWK; readonly alg: string } | null;
}

/** Milliseconds for one response, by round; both in the same round ran right after one another. */
export interface Times {
  readonly ours: readonly number[];
  readonly bare: readonly number[];
}

/** How often each is done within a round: a browser's clock is coarse. */
const batch = 40;
const warmUp = 2;

/** Times the judge and bare `jose` in turn. */
export async function measure(given: Case, rounds: number): Promise<Times> {
  const judge = async () => {
    const { verdict } = await inspect(given.evidence, given.secrets);
    if (verdict.kind !== 'valid') throw new Error(`${given.name} is judged ${verdict.kind}`);
  };
  const bare = await bareOf(given);
  const ours: number[] = [];
  const others: number[] = [];
  for (let round = -warmUp; round < rounds; round += 1) {
    const isFirst = round % 2 === 0;
    const first = await time(isFirst ? judge : bare);
    const second = await time(isFirst ? bare : judge);
    if (round < 0) continue;
    ours.push(isFirst ? first : second);
    others.push(isFirst ? second : first);
  }
  return { ours, bare: others };
}

/** What an application does: keys imported once, then decryption and verification with its claims. */
async function bareOf({ compact, issuer, client_id, alg, jwks, decryption, evidence }: Case) {
  const keys = createLocalJWKSet(jwks);
  const key = decryption && (await importJWK(decryption.key, decryption.alg));
  const options = {
    issuer,
    audience: client_id,
    algorithms: [alg],
    currentDate: new Date(evidence.response.at),
  };
  const decoder = new TextDecoder();
  return async () => {
    const jws = key ? decoder.decode((await compactDecrypt(compact, key)).plaintext) : compact;
    await jwtVerify(jws, keys, options);
  };
}

async function time(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  for (let count = 0; count < batch; count += 1) await work();
  return (performance.now() - start) / batch;
}
