import { claimFaults } from './claims.ts';
import { deliveryFaults } from './delivery.ts';
import { encodingFaults } from './encoding.ts';
import type { Fault } from './fault.ts';
import { signatureFaults } from './signature.ts';

/** Everything that the hop can break in a response, one thing at a time, chosen for each login. */
export const faults = [...signatureFaults, ...claimFaults, ...encodingFaults, ...deliveryFaults] as const;

export type FaultName = (typeof faults)[number]['name'];
export const faultNames: readonly FaultName[] = faults.map(({ name }) => name);

/** The fault called `name`. */
export function faultOf(name: FaultName): Fault {
  const fault = faults.find((fault) => fault.name === name);
  if (fault === undefined) throw new Error(`no fault ${name}`);
  return fault;
}
