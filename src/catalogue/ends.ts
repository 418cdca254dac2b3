/** What became of a rule of the catalogue. */
export type End =
  /** Checks judge it: those that carry its id, or others, named here, that judge it among what is their own. */
  | { readonly end: 'check'; readonly by?: readonly string[] }
  /** It cannot be broken: where that is so, and the test that shows it. */
  | { readonly end: 'construction'; readonly where: string; readonly test: TestName; readonly how: string }
  /** A browser extension cannot know it: why not, and what it would take. */
  | { readonly end: 'unknowable'; readonly why: string; readonly needs: string };

/** A test, by its file and the name it has there. */
interface TestName {
  readonly file: string;
  readonly name: string;
}

/** The ends of the rules that no check of their own id judges. */
const otherEnds: Readonly<Record<string, End>> = {
  // State outside the JWT is a response parameter outside the JWT.
  B05: { end: 'check', by: ['response-only'] },
  D17: {
    end: 'construction',
    where: 'src/issuer/reach.ts',
    test: { file: 'src/inspect.test.ts', name: 'of a key that came with the response is not believed' },
    how: 'Keys come from the registered issuer or from what was typed in. No member of a response leads to a key.',
  },
  G01: {
    end: 'construction',
    where: 'src/checks/claims.ts',
    test: { file: 'src/inspect.test.ts', name: 'an error inside the JWT is judged as strictly, and valid' },
    how: 'The checks on the envelope, the signature and the claims never ask whether the JWT holds an error.',
  },
  G05: { end: 'check', by: ['code-xor-error'] },
  // RFC 9207 makes no difference between success and error: the same checks compare `iss`.
  G06: { end: 'check', by: ['iss-param-match', 'iss-match'] },
  L05: {
    end: 'construction',
    where: 'src/client.ts',
    test: {
      file: 'src/checks/metadata.test.ts',
      name: 'a client cannot be registered for unsigned responses',
    },
    how: 'The algorithms that a client can be registered with are a closed list, and none is not on it.',
  },
  L06: {
    end: 'unknowable',
    why: 'Which keys the client published for encryption is known to the server alone. What is registered here are the private keys, if any.',
    needs: "The client's own jwks or jwks_uri, typed in and fetched like the issuer's.",
  },
  // The same fault as any other parameter beside the JWT.
  J06: { end: 'check', by: ['response-only'] },
};

/** Rules of which nothing is in place yet: whoever gives one its end takes it off. Empty before a release. */
export const pending: readonly string[] = [];

/** What became of a rule; a check of its own where nothing else is said. */
export function endOf(id: string): End {
  return (Object.hasOwn(otherEnds, id) ? otherEnds[id] : undefined) ?? { end: 'check' };
}

/** The ids that have an end other than checks of their own. */
export const idsWithOtherEnds: readonly string[] = Object.keys(otherEnds);
