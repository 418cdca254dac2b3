import type { Parameters } from './authorization-request.ts';
import { members } from './jws.ts';

/**
 * Pushes authorization requests (RFC 9126 2) to the issuer at this loopback port, as the application's own server does
 * it: no browser sees the request.
 */
export function pushTo(port: number): (parameters: Parameters) => Promise<string> {
  return async (parameters) => {
    const body = new URLSearchParams(parameters);
    const answer = await fetch(`http://127.0.0.1:${port}/request`, { method: 'POST', body });
    const text = await answer.text();
    const { request_uri } = answer.ok ? members(text) : {};
    if (typeof request_uri !== 'string') throw new RangeError(`the pushed request was refused: ${text}`);
    return request_uri;
  };
}
