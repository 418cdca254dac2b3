import type { Channel } from '../authorization-response.ts';
import { type Fault, parameter } from './fault.ts';
import { claimsOf } from './jarm.ts';

function channelFault<const Name extends string>(name: Name, breaks: string, channel: Channel) {
  return {
    name,
    breaks,
    in: 'every response',
    apply: (response) => {
      // Nothing would be wrong then, and a test would blame the judge.
      if (response.channel === channel) throw new Error(`${name}: it is to come so anyway`);
      return { ...response, channel };
    },
  } as const satisfies Fault;
}

/** The claims that are response parameters and not the JWT's own. `iss` is RFC 9207's. */
function plainParameters(claims: Record<string, unknown>): (readonly [string, string])[] {
  return Object.entries(claims)
    .filter(([name]) => name !== 'aud' && name !== 'exp')
    .map(([name, value]) => [name, String(value)] as const);
}

/** A right response, brought in the wrong way or with the wrong company. */
export const deliveryFaults = [
  {
    name: 'plain-beside-jwt',
    breaks: 'code (or error) and state stand in clear beside the JWT',
    in: 'JWT responses',
    apply: async (response, context) => {
      const plain = plainParameters(await claimsOf(response, context)).filter(([name]) => name !== 'iss');
      return { ...response, parameters: [...response.parameters, ...plain] };
    },
  },
  {
    name: 'plain-instead-of-jwt',
    breaks: 'the parameters come in clear, without a JWT',
    in: 'JWT responses',
    apply: async (response, context) => ({
      ...response,
      parameters: plainParameters(await claimsOf(response, context)),
    }),
  },
  {
    name: 'doubled-response',
    breaks: 'the response parameter comes twice',
    in: 'JWT responses',
    apply: (response) => {
      const again = ['response', parameter(response, 'response') ?? ''] as const;
      return { ...response, parameters: [...response.parameters, again] };
    },
  },
  channelFault('sent-in-fragment', 'comes in the fragment, whatever was asked for', 'fragment'),
  channelFault('sent-in-query', 'comes in the query, whatever was asked for', 'query'),
  channelFault('sent-as-form-post', 'comes as a form, whatever was asked for', 'form_post'),
  {
    name: 'other-callback',
    breaks: 'comes to another registered callback than the redirect_uri of the request',
    in: 'every response',
    apply: (response, { client }) => {
      const { page, wiping } = client.callbacks;
      if (page === wiping) throw new Error(`${client.client_id} has one callback only`);
      return { ...response, redirect_uri: response.redirect_uri === page ? wiping : page };
    },
  },
] as const satisfies readonly Fault[];
