import type { FamilyExplanations } from '../shapes.ts';

export const requestExplanations: FamilyExplanations = {
  'jar-precedence': {
    why: 'With a request object only what it holds counts. What stands outside can be changed by anyone on the way, so that the server must ignore it, and the client_id must be the same in both places.',
    act: 'application',
    todo: 'Put all parameters into the request object, and send client_id and the object alone.',
    codes: {
      both: {
        why: 'A request object is sent either by value or by reference. With both, two servers may read two different requests.',
        todo: 'Send either request or request_uri.',
      },
      'client-missing': {
        why: 'The server needs the client_id before it can read the request object, so that it must stand beside it.',
        todo: 'Send client_id as an ordinary parameter as well.',
      },
      nested: {
        why: 'A request object must not hold request or request_uri.',
        todo: 'Take request and request_uri out of the request object.',
      },
      'client-outside-only': {
        why: 'The client_id beside the request object must be the one inside, and there is none. Many servers let that pass.',
        todo: 'Put client_id into the request object as well.',
      },
      ignored: {
        why: 'A server that follows RFC 9101 does not look at parameters outside the request object. One that follows OpenID Connect Core does, so that the same request means two things.',
      },
    },
  },
  'jar-object': {
    why: "The request object must be a JWT that the server can read and believe. Whether its signature is right is not judged here: the key for it is the client's.",
    act: 'application',
    todo: 'Send a signed JWT with the request parameters as claims.',
    codes: {
      expired: {
        why: 'A server must not accept a JWT after its exp.',
        todo: 'Make the request object right before it is sent. Compare the clocks of application and server.',
      },
      'not-yet': {
        why: 'A server must not accept a JWT before its nbf.',
        todo: 'Compare the clocks of application and server.',
      },
      unsigned: {
        why: 'A request object is there to be signed. OpenID Connect Core allows one without a signature, which protects nothing.',
        todo: 'Sign the request object with a key of the client.',
      },
      'no-aud': {
        why: 'Without aud, a request that was made for one server can be given to another.',
        todo: "Put the server's issuer into aud.",
      },
      'other-aud': {
        why: "The aud of a request object should be the server's issuer. A server may refuse any other.",
        todo: "Put the server's issuer into aud, exactly as it stands in the metadata.",
      },
      'other-iss': {
        why: 'The iss of a request object should be the client_id. A server may refuse any other.',
        todo: 'Put the client_id into iss.',
      },
      'no-exp': {
        why: 'A request object without exp can be sent again by whoever has seen it.',
        todo: 'Put an exp into the request object, a few minutes ahead.',
      },
      'no-nbf': {
        why: 'Without nbf it cannot be said how old a request object is. FAPI asks for it.',
        todo: 'Put the time of making into nbf.',
      },
      long: {
        why: 'The longer a request object is valid, the longer it can be sent again by whoever has seen it. FAPI allows an hour.',
        todo: 'Have exp lie at most an hour behind nbf.',
      },
      old: {
        why: 'A request object should be made for one login. FAPI allows its nbf to lie back an hour.',
        todo: 'Make the request object right before it is sent.',
      },
    },
  },
  'csrf-binding': {
    why: 'Without state, nonce or PKCE the application cannot tell a response that it asked for from one that an attacker slips in. The user may end up in the account of the attacker.',
    act: 'application',
    todo: 'Send a state made for this login and kept with the session, or use PKCE.',
    codes: {
      'pkce-unadvertised': {
        why: 'PKCE protects only where the server looks at it. Its metadata does not say so, and the client has to know by other means.',
        todo: 'Send a state as well.',
      },
    },
  },
  pkce: {
    why: 'With PKCE a stolen code is of no use to anyone but the application that asked for it. It is recommended to every client.',
    act: 'application',
    todo: 'Send code_challenge with code_challenge_method S256, and code_verifier with the code.',
    codes: {
      public: {
        why: 'A public client has no secret, so that whoever steals its code can redeem it. It must use PKCE.',
      },
      'nonce-instead': {
        why: 'A confidential OpenID Connect client may rely on the nonce instead, if it checks the ID token before anything else. PKCE is recommended all the same.',
      },
    },
  },
  'pkce-plain': {
    why: 'With the method plain the challenge is the verifier: who reads the request can redeem the code.',
    act: 'application',
    todo: 'Send code_challenge_method S256, and the hash of the verifier as code_challenge.',
    codes: {
      unknown: {
        why: 'Methods are plain and S256, in exactly these letters. A server must refuse a method that it does not know.',
      },
    },
  },
  'pkce-form': {
    why: 'With S256 the code_challenge is a SHA-256 hash in base64url without padding, always 43 characters. From anything else no verifier will ever come out, and the code cannot be redeemed.',
    act: 'application',
    todo: 'Hash the ASCII characters of the verifier, and encode the 32 bytes, not their hexadecimal text.',
    codes: {
      'no-verifier': {
        why: 'With the method plain the code_challenge is the verifier itself: 43 to 128 letters, digits, or one of - . _ ~.',
        todo: 'Use S256. Else make a verifier of at least 43 characters.',
      },
    },
  },
  'par-only': {
    why: 'Behind a pushed request the server ignores other parameters. That they are sent says that the application was not fully changed over, and they show in the browser what was to be hidden.',
    act: 'application',
    todo: 'Send client_id and request_uri alone.',
    codes: {
      'not-pushed': {
        why: 'The profile has every request pushed to the server first. What travels through the browser can be read and changed there.',
        todo: 'Push the request, then send client_id and request_uri.',
      },
    },
  },
  'required-par-jar': {
    why: "The server's metadata says that it takes only requests that are pushed or signed. It should have refused this one.",
    act: 'application',
    todo: 'Push the request or sign it, as the metadata says. If the server answered it all the same, tell its team.',
    codes: {
      unsigned: {
        why: "The server's metadata says that it takes only signed requests, and a request object with the algorithm none is not signed. It should have refused this one.",
        todo: 'Sign the request object. If the server answered it all the same, tell its team.',
      },
      profile: {
        why: 'FAPI 1.0 Advanced takes only requests whose parameters are in a signed request object: anybody can change those of this one in the browser. The server should have refused it.',
        todo: 'Send the parameters in a signed request object, as request or by a request_uri. If the server answered without, tell its team.',
      },
    },
  },
  'mode-advertised': {
    why: 'The metadata lists the response modes of the server, and this one is not among them. The server may refuse it or answer another way.',
    act: 'server',
    todo: 'If the mode is supported, list it in response_modes_supported. Else have the application ask for another.',
    codes: {
      'not-in-default': {
        why: 'The metadata has no response_modes_supported, which stands for query and fragment.',
        todo: 'List the modes that are supported in response_modes_supported.',
      },
    },
  },
  'type-advertised': {
    why: 'The metadata lists the response types of the server, and this one is not among them.',
    act: 'server',
    todo: 'If the type is supported, list it in response_types_supported. Else have the application ask for another.',
  },
  'profile-type': {
    why: 'The profile allows only types of response that are protected against change and theft.',
    act: 'application',
    todo: 'Ask for a response_type of the profile, or judge by another profile.',
    codes: {
      mode: {
        why: 'With this response_type the profile asks for a signed response.',
        todo: 'Send response_mode jwt.',
      },
      'mode-by-name': {
        why: 'The profile names the mode jwt. The modes that it stands for deliver the same, but a strict server may refuse them.',
        todo: 'Send response_mode jwt.',
      },
    },
  },
};
