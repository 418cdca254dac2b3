import type { FamilyExplanations } from '../shapes.ts';

const writeAlike =
  "Compare iss, issuer in the server's metadata and the registered issuer, and write all three alike.";

export const issuerExplanations: FamilyExplanations = {
  'issuer-tls': {
    why: 'The client is registered with "test network without TLS", so metadata and keys came over http. Anyone on that network can replace them, so that a forged response looks valid.',
    act: 'server',
    todo: 'Serve the issuer over https before it leaves the test network.',
  },
  clock: {
    why: "Shown is by how much the two clocks differ, by which answer of the issuer that is known, and when it came. Two clocks cannot tell which of them is wrong. Time claims are judged by the issuer's, which wrote them, and by this computer's too.",
    act: 'tester',
    todo: "Compare this computer's clock with a time server, set it and log in again. If it was right, tell the team of the server: every client whose clock is right will misjudge its responses.",
  },
  'iss-required': {
    why: 'The metadata says that every authorization response names its issuer. The client must refuse one that does not: it may come from another server (mix-up).',
    act: 'server',
    todo: 'Add the parameter iss to every authorization response, errors too.',
    codes: {
      profile: {
        why: 'FAPI 2.0 has every authorization response name its issuer. One that does not may come from another server (mix-up), and no client can tell.',
        todo: 'Add the parameter iss to every authorization response, errors too, and say so in the metadata: authorization_response_iss_parameter_supported.',
      },
    },
  },
  'iss-param-match': {
    why: 'The response names another issuer than the one the login was started with. The client must refuse it: it may come from another server (mix-up).',
    act: 'server',
    todo: 'Write the same issuer into iss as into the metadata. If the registered issuer is the wrong one, correct the registration.',
    codes: {
      'mix-up': {
        why: 'The login was started with one registered issuer, and another registered one has answered. That is what a mix-up attack looks like: the code of one server is about to be sent to the other.',
        todo: 'Find out who sent the browser here. If two registrations were confused in the test, correct them.',
      },
      slash: {
        why: 'Issuers are compared character by character, so that one slash more or less makes another issuer. The client must refuse the response.',
        act: 'registration',
        todo: writeAlike,
      },
      spelling: {
        why: 'Issuers are compared character by character: another case, an explicit port 443 or a slash makes another issuer. The client must refuse the response.',
        act: 'registration',
        todo: writeAlike,
      },
    },
  },
  'iss-in-jwt': {
    why: 'The metadata promises iss with every response. The claim in the JWT fulfils it, and must not be repeated beside the JWT.',
    act: 'server',
    todo: 'Leave the parameter iss out where the response is a JWT.',
  },
  'one-issuer': {
    why: 'A response comes from one issuer. Where it names several the client must refuse it: it may be put together from two servers (mix-up).',
    act: 'server',
    todo: 'Write the same issuer everywhere, and iss once only.',
  },
  'iss-unadvertised': {
    why: 'A client should discard a response with iss from a server that does not announce it, unless it knows better. Clients then protect against mix-up in different ways.',
    act: 'server',
    todo: 'Set authorization_response_iss_parameter_supported to true in the metadata.',
  },
};
