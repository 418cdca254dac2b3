import type { Check, Context, Family, Finding } from './check.ts';
import { claimChecks } from './claims.ts';
import { deliveryChecks } from './delivery.ts';
import { encryptionChecks } from './encryption.ts';
import { envelopeChecks } from './envelope.ts';
import { flowChecks } from './flow.ts';
import { issuerChecks } from './issuer.ts';
import { parameterChecks } from './parameters.ts';
import { signatureChecks } from './signature.ts';

/** The catalogue, in the order in which findings are shown and the first reason is chosen. */
export const catalogue: readonly (readonly [Family, readonly Check[]])[] = [
  ['envelope', envelopeChecks],
  ['signature', signatureChecks],
  ['encryption', encryptionChecks],
  ['claims', claimChecks],
  ['delivery', deliveryChecks],
  ['issuer', issuerChecks],
  ['parameters', parameterChecks],
  ['flow', flowChecks],
];

/** What every check that applies to a response says of it. */
export function judge(context: Context): Finding[] {
  return catalogue.flatMap(([family, checks]) =>
    checks.flatMap((check) => {
      const said = check.judge(context);
      if (!said) return [];
      return [{ check: check.name, catalogue: check.catalogue, family, clauses: check.clauses, ...said }];
    }),
  );
}
