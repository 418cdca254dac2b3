import type { LoginOptions } from '../login.ts';
import { claimFaults } from './claims.ts';
import { deliveryFaults } from './delivery.ts';
import { encodingFaults } from './encoding.ts';
import { encryptionFaults } from './encryption.ts';
import type { Fault } from './fault.ts';
import { idTokenFaults } from './id-token.ts';
import { signatureFaults } from './signature.ts';

/** What can be broken in the response of any login, if only it is a JWT. */
const usualFaults = [...signatureFaults, ...claimFaults, ...encodingFaults, ...deliveryFaults] as const;

/** Everything that the hop can break in a response, one thing at a time, chosen for each login. */
export const faults = [...usualFaults, ...encryptionFaults, ...idTokenFaults] as const;

export type UsualFaultName = (typeof usualFaults)[number]['name'];
export const usualFaultNames: readonly UsualFaultName[] = usualFaults.map(({ name }) => name);

export type EncryptionFaultName = (typeof encryptionFaults)[number]['name'];
export const encryptionFaultNames: readonly EncryptionFaultName[] = encryptionFaults.map(({ name }) => name);

export type IdTokenFaultName = (typeof idTokenFaults)[number]['name'];
export const idTokenFaultNames: readonly IdTokenFaultName[] = idTokenFaults.map(({ name }) => name);

export type FaultName = (typeof faults)[number]['name'];
export const faultNames: readonly FaultName[] = faults.map(({ name }) => name);

/** The fault called `name`. */
export function faultOf(name: FaultName): Fault {
  const fault = faults.find((fault) => fault.name === name);
  if (fault === undefined) throw new Error(`no fault ${name}`);
  return fault;
}

/** A login in which the fault can be seen. */
export function faultyLogin(fault: FaultName): LoginOptions {
  return { ...faultOf(fault).login, fault };
}
