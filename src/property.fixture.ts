import fc from 'fast-check';

/** One property, and how it fared with so many inputs. */
export interface Property {
  readonly name: string;
  readonly check: (
    runs: number,
    seed?: number,
  ) => Promise<{ readonly tried: number; readonly seed: number; readonly failure: string | null }>;
}

/** A property of a name that holds for each input. */
export function property<T>(
  name: string,
  inputs: fc.Arbitrary<T>,
  holds: (input: T) => Promise<void>,
): Property {
  return {
    name,
    check: async (numRuns, seed) => {
      const run = { numRuns, includeErrorInReport: true, ...(seed === undefined ? {} : { seed }) };
      const details = await fc.check(fc.asyncProperty(inputs, holds), run);
      const failure = details.failed ? (fc.defaultReportMessage(details) ?? 'failed') : null;
      return { tried: details.numRuns, seed: details.seed, failure };
    },
  };
}
