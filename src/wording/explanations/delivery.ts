import type { FamilyExplanations } from '../shapes.ts';

export const deliveryExplanations: FamilyExplanations = {
  'jarm-downgrade': {
    why: 'The request asked for a signed response. What comes in the clear can be written by anyone, and the client must not accept it instead.',
    act: 'server',
    todo: 'Send the response as a JWT in the parameter response. If the client may not use this mode, refuse the request.',
    codes: {
      empty: {
        why: 'The request asked for a signed response. The parameter that should hold it is empty, so there is nothing to process.',
        todo: 'Send the JWT in the parameter response. Where the server does, look for a place on the way that drops it.',
      },
      'plain-error': {
        why: 'The request asked for a signed response, and that holds for errors too. Servers do send an error in the clear where they cannot sign for the client.',
        todo: 'Send the error as a JWT in the parameter response, with iss, aud and exp.',
      },
    },
  },
  'unrequested-jarm': {
    why: 'A client that did not ask for a JWT looks for code and error, and finds neither.',
    act: 'server',
    todo: 'Send a JWT only where response_mode asks for one. If the application relies on it, have it say so in response_mode.',
  },
  'delivery-mode-match': {
    why: 'The request names the way by response_mode. A client that waits for the response there does not find it, and on another way it may be seen by others.',
    act: 'server',
    todo: 'Send the response the way that response_mode names. A mode that is not supported is to be refused.',
    codes: {
      'unknown-mode': {
        why: 'The way of delivery cannot be judged. Modes are written in small letters: query, fragment, form_post, jwt, query.jwt, fragment.jwt, form_post.jwt.',
        act: 'application',
        todo: 'Correct response_mode in the request. The server should have refused it.',
      },
    },
  },
  'default-mode': {
    why: 'Without response_mode a code comes in the query, everything else in the fragment. A client that waits for the response there does not find it.',
    act: 'server',
    todo: 'Send the response the default way of the response_type.',
  },
  'jwt-shortcut': {
    why: 'response_mode jwt stands for query.jwt with the response_type code, and for fragment.jwt with the others.',
    act: 'server',
    todo: 'Send the JWT in the query for a code, in the fragment for everything else.',
    codes: {
      'undefined-for-none': {
        why: 'The specification does not say what response_mode jwt means for response_type none. Most servers answer in the query, as they do without a mode.',
        todo: 'Ask for query.jwt or fragment.jwt by name.',
      },
    },
  },
  'query-jwt-token': {
    why: 'A URL is kept in the history, in logs and in the Referer header. A JWT that is only signed can be read there by anyone, and with it the tokens inside.',
    act: 'server',
    todo: 'Refuse query.jwt for response types with a token unless the response is encrypted. Ask for fragment.jwt or form_post.jwt.',
    codes: {
      error: {
        why: 'The response type asks for tokens, which may come in the query only encrypted. An error holds no token, so that it may come this way.',
      },
    },
  },
  'non-jarm-jwt-mode': {
    why: 'This response_mode belongs to another specification, such as OpenID for Verifiable Presentations, or to a single product. Its responses may be encrypted without a signature and need not name iss, aud and exp.',
    act: 'application',
    todo: 'Judge the response by the specification of that mode.',
  },
  'redundant-mode': {
    why: 'A response_mode that is the default of the response_type changes nothing. The specification advises against it, as older servers do not know the parameter.',
    act: 'application',
    todo: 'Leave response_mode out of the request.',
  },
  'response-only': {
    why: 'With JARM all response parameters are inside the JWT. What stands outside is not signed, and a client that reads it can be misled.',
    act: 'server',
    todo: 'Send the parameter response and nothing else.',
  },
  'outer-inner-conflict': {
    why: 'The same parameter has one value outside the JWT and another inside. Only the inner one is signed; the outer one may have been put there to mislead the client.',
    act: 'server',
    todo: 'Send the parameter response and nothing else. If the server does, find out who adds the others on the way.',
  },
  'extra-unknown': {
    why: 'Parameters that no specification knows came along with the JWT. Clients must ignore them, but strict ones and the conformance tests do not.',
    act: 'server',
    todo: 'Send the parameter response and nothing else.',
  },
  'mixed-channel': {
    why: 'A response should travel in one place. Clients read one place and miss the rest.',
    act: 'server',
    todo: 'Send all parameters in one place: query, fragment or form body.',
  },
  'token-in-query': {
    why: 'A URL is kept in the history, in logs and in the Referer header. Tokens must not travel in its query.',
    act: 'server',
    todo: 'Send responses with tokens in the fragment or by form_post.',
  },
  'duplicate-param': {
    why: 'Response parameters must not be given more than once. Of two values, one client takes the first and another the last.',
    act: 'server',
    todo: 'Send each parameter once.',
  },
  'empty-param': {
    why: 'A parameter without a value counts as left out. Not every client reads it so.',
    act: 'server',
    todo: 'Leave parameters without a value out.',
  },
  'redirect-uri-match': {
    why: 'The response must go to the redirect_uri of the request, exactly. At another address it may reach someone it is not meant for.',
    act: 'server',
    todo: 'Redirect to the redirect_uri of the request, compared character by character with the registered ones. If something between server and callback redirects on, have it stop.',
    codes: {
      'loopback-port': {
        why: 'An application on this machine may listen on any port, and servers let the port differ there. Everywhere else the whole address must be the same.',
      },
    },
  },
  'redirect-query-retained': {
    why: 'A query that belongs to the redirect_uri must be kept when response parameters are added.',
    act: 'server',
    todo: 'Add the response parameters to the query of the redirect_uri instead of replacing it. Nor may they move into the JWT.',
  },
  'redirect-fragment': {
    why: 'A redirect_uri must not have a fragment: the response may have to be put there, and a fragment never reaches the server of the callback.',
    act: 'application',
    todo: 'Ask for a redirect_uri without "#" and what follows it, and register it so.',
  },
  'redirect-https': {
    why: 'Over http anyone on the way can read the response and take the code out of it.',
    act: 'application',
    todo: 'Serve the callback over https, and register that URL with the server.',
    codes: {
      loopback: { why: 'On this machine http does for tests. Elsewhere a callback must be an https URL.' },
      'http-test-network': {
        why: 'The client is registered with "test network without TLS". Anyone on that network can read the response and take the code out of it.',
      },
    },
  },
  'form-post-shape': {
    why: 'A response by form_post is a form, encoded as application/x-www-form-urlencoded. What was posted here is something else, such as JSON, and a client finds no parameters in it.',
    act: 'server',
    todo: 'Have the page post an ordinary HTML form, without enctype.',
  },
  'url-length': {
    why: 'Some servers and proxies cut or refuse URLs of this length, and then the response does not arrive.',
    act: 'application',
    todo: 'Ask for form_post.jwt, or have the server make the response shorter.',
    codes: {
      'over-limit': {
        why: 'HTTP recommends that everyone on the way can take 8000 characters. Servers and proxies may cut or refuse a longer URL, and then the response does not arrive.',
      },
    },
  },
};
