import type { FamilyExplanations, FamilyTitles } from './shapes.ts';

export const requestTitles: FamilyTitles = {
  'jar-precedence': {
    pass: 'Nothing beside the request object contradicts it',
    codes: {
      both: 'The request has both request and request_uri',
      'client-missing': 'The request has no client_id outside the request object',
      'client-differs': 'The client_id outside the request object is not the one inside',
      nested: 'The request object holds another one',
      conflict: 'Parameters outside the request object contradict it',
      'client-outside-only': 'The request object has no client_id',
      ignored: 'Parameters outside the request object count for nothing',
    },
    skipped: 'Precedence not judged',
  },
  'jar-object': {
    pass: 'The request object is in order',
    codes: {
      'no-jwt': 'The request object is no JWT',
      unreadable: 'The request object cannot be read',
      expired: 'The request object had expired when it was sent',
      'not-yet': 'The request object was not valid yet when it was sent',
      unsigned: 'The request object is not signed',
      'no-aud': 'The request object does not say whom it is for',
      'other-aud': 'The request object is for another server',
      'other-iss': 'The request object is not issued by the client',
      'no-exp': 'The request object never expires',
      'no-nbf': 'The request object does not say since when it is valid',
      long: 'The request object is valid for more than an hour',
      old: 'The request object was made more than an hour before',
    },
    skipped: 'Request object not judged',
  },
  'csrf-binding': {
    pass: 'The request is bound to the browser that sent it',
    codes: {
      none: 'The request has neither state, nonce nor code_challenge',
      'pkce-unadvertised': 'Only PKCE binds the request, and metadata does not name it',
    },
    skipped: 'Binding not judged',
  },
  pkce: {
    pass: 'The code is protected by PKCE',
    codes: {
      public: 'A public client asked for a code without PKCE',
      missing: 'Asked for a code without PKCE',
      'missing-pushed': 'Asked for a code without PKCE in a pushed request',
      'nonce-instead': 'Asked for a code without PKCE, with a nonce instead',
    },
    skipped: 'PKCE not judged',
  },
  'pkce-plain': {
    pass: 'PKCE uses S256',
    codes: {
      absent: 'PKCE names no method, which means plain',
      plain: 'PKCE uses the method plain',
      unknown: 'PKCE uses a method that no specification knows',
    },
    skipped: 'PKCE method not judged',
  },
  'pkce-form': {
    pass: 'The code_challenge has the right form',
    codes: {
      'no-sha256': 'The code_challenge is no SHA-256 hash',
      'no-verifier': 'The code_challenge does not have the form of a verifier',
    },
    skipped: 'PKCE challenge not judged',
  },
  'par-only': {
    pass: 'The pushed request has nothing beside it',
    codes: {
      'not-pushed': 'The request was not pushed',
      further: 'Parameters beside a pushed request count for nothing',
    },
    skipped: 'Pushing not judged',
  },
  'required-par-jar': {
    pass: 'The request travelled the way that the server requires',
    codes: {
      'not-pushed': 'The server requires pushed requests, and this one was not',
      'no-request-object': 'The server requires signed requests, and this one was not',
      unsigned: 'The server requires signed requests, and this one was not',
    },
    skipped: 'Way of the request not judged',
  },
  'mode-advertised': {
    pass: 'The response_mode is one that the server offers',
    codes: {
      'not-in-list': 'The response_mode is not among those that the server offers',
      'not-in-default': 'The response_mode is not named in the metadata',
    },
    skipped: 'Offered modes not judged',
  },
  'type-advertised': {
    pass: 'The response_type is one that the server offers',
    codes: { 'not-in-list': 'The response_type is not among those that the server offers' },
    skipped: 'Offered types not judged',
  },
  'profile-type': {
    pass: 'The profile allows this response_type',
    codes: {
      type: 'The profile does not allow this response_type',
      mode: 'The profile asks for response_mode jwt',
      'mode-by-name': 'The profile asks for response_mode jwt, by that name',
    },
    skipped: 'Type of response not judged',
  },
};

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
