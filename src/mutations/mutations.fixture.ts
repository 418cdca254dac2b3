import { clockMutations } from './clock.fixture.ts';
import { claimMutations } from './claims.fixture.ts';
import { deliveryMutations } from './delivery.fixture.ts';
import { encryptionMutations } from './encryption.fixture.ts';
import { envelopeMutations } from './envelope.fixture.ts';
import { idTokenMutations } from './id-token.fixture.ts';
import { idTokenJwtMutations } from './id-token-jwt.fixture.ts';
import { issuerMutations } from './issuer.fixture.ts';
import type { Mutation } from './mutation.fixture.ts';
import { parameterMutations } from './parameters.fixture.ts';
import { requestMutations } from './request.fixture.ts';
import { requestObjectMutations } from './request-object.fixture.ts';
import { seenMutations } from './seen.fixture.ts';
import { signatureMutations } from './signature.fixture.ts';

/** Every fault that is made in the recorded responses, by topic. */
export const mutations: readonly (readonly [string, readonly Mutation[]])[] = [
  ['The JWT as an envelope', envelopeMutations],
  ['Signature and keys', signatureMutations],
  ['Encryption', encryptionMutations],
  ['Claims', claimMutations],
  ['Clocks', clockMutations],
  ['Delivery', deliveryMutations],
  ['Issuer', issuerMutations],
  ['Response parameters', parameterMutations],
  ['ID tokens', [...idTokenMutations, ...idTokenJwtMutations]],
  ['Request and metadata', requestMutations],
  ['Request objects and pushed requests', requestObjectMutations],
  ['What went before, and what was seen beside it', seenMutations],
];
