const claims = ['ValidateJARMResponse'];
const lifetime = ['ValidateJARMExpRecommendations'];
const kid = ['ValidateJARMSignatureUsingKid'];
const outside = ['RejectNonJarmResponsesInUrlQuery'];
const unexpected = ['ValidateSuccessfulJARMResponseFromAuthorizationEndpoint'];
const delivery = [
  'RejectAuthCodeInUrlQuery',
  'RejectAuthCodeInUrlFragment',
  'RejectErrorInUrlQuery',
  'RejectErrorInUrlFragment',
];

/**
 * The conditions of the OpenID Foundation's conformance suite that look at the same thing, by the rule's id in the
 * catalogue. Only what was read in the suite's own sources; how strict the suite is may differ.
 */
export const suite: Readonly<Record<string, readonly string[]>> = {
  A01: delivery,
  A04: ['ExtractJARMFromURLQuery'],
  A06: outside,
  A06b: outside,
  A06c: outside,
  A07: delivery,
  A13: ['CheckMatchingCallbackParameters'],
  B03: ['CheckStateInAuthorizationResponse'],
  B04: ['CheckStateInAuthorizationResponse'],
  B08: ['EnsureMinimumAuthorizationCodeLength', 'EnsureMinimumAuthorizationCodeEntropy'],
  B13: unexpected,
  B14: unexpected,
  D02: ['ValidateJARMSigningAlg'],
  D03: ['FAPI1ValidateJarmSigningAlg', 'FAPI2ValidateJarmSigningAlg'],
  D04: kid,
  D05: kid,
  D06: kid,
  E01: ['ExtractJARMFromURLQuery'],
  E05: ['ValidateJARMEncryptionAlg', 'ValidateJARMEncryptionEnc'],
  E07: ['ValidateJARMFromURLQueryEncryption'],
  F01: claims,
  F02: claims,
  F04: claims,
  F05: claims,
  F07: claims,
  F08: claims,
  F09: lifetime,
  F10: lifetime,
  F11: claims,
  F12: claims,
  G02: [
    'ValidateErrorDescriptionFromAuthorizationEndpointResponseError',
    'ValidateErrorUriFromAuthorizationEndpointResponseError',
  ],
  I02: ['ValidateIdTokenSignature'],
  I03: ['ValidateIdToken'],
  I04: ['ValidateIdTokenNonce'],
  I06: ['ExtractCHash', 'ValidateCHash'],
  I07: ['ExtractAtHash', 'ValidateAtHash'],
  I08: ['ExtractSHash', 'ValidateSHash'],
  I12: ['CheckIdTokenAuthTimeClaimPresentDueToMaxAge'],
  J01: ['RequireIssInAuthorizationResponse'],
  J02: ['ValidateIssIfPresentInAuthorizationResponse'],
};

/** The suite's conditions that go with a rule of the catalogue; none where there is no such thing. */
export function suiteConditions(catalogue: string): readonly string[] {
  return Object.hasOwn(suite, catalogue) ? (suite[catalogue] ?? []) : [];
}
