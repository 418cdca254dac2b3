import { expect, test } from 'vitest';
import { mayFetch } from './reach.ts';

const publicIssuer = 'https://id.example.com';
const local = 'http://localhost:9000';
const lab = 'http://id.lab.example';

test.each([
  ['its own keys', 'https://id.example.com/jwks', publicIssuer, false, null],
  ['keys on another public host', 'https://keys.example.net/jwks', publicIssuer, false, null],
  ['keys on this machine', 'https://localhost/jwks', publicIssuer, false, 'loopback'],
  ['keys on this machine by number', 'http://127.8.0.1/jwks', publicIssuer, true, 'loopback'],
  ['keys on this machine by IPv6', 'http://[::1]:80/jwks', publicIssuer, true, 'loopback'],
  ['keys on this machine, spelled as a number', 'http://2130706433/jwks', publicIssuer, true, 'loopback'],
  ['keys at the unspecified address', 'https://0.0.0.0/jwks', publicIssuer, false, 'loopback'],
  ['keys on this machine by mapped IPv4', 'https://[::ffff:127.0.0.1]/jwks', publicIssuer, false, 'loopback'],
  ['keys on this machine, with a dot behind', 'https://localhost./jwks', publicIssuer, false, 'loopback'],
  ['keys below .localhost', 'https://keys.localhost/jwks', publicIssuer, false, 'loopback'],
  ['keys without TLS', 'http://id.example.com/jwks', publicIssuer, true, 'http'],
  ['its own keys', 'http://localhost:9000/jwks', local, false, null],
  ['keys on a public host', 'https://keys.example.net/jwks', local, false, null],
  ['keys on a public host without TLS', 'http://keys.example.net/jwks', local, false, null],
  ['its own keys, without the switch', 'http://id.lab.example/jwks', lab, false, 'http-without-switch'],
  ['its own keys, with the switch', 'http://id.lab.example/jwks', lab, true, null],
  ['a file', 'file:///etc/passwd', publicIssuer, false, 'scheme'],
  ['data', 'data:application/json,{}', publicIssuer, false, 'scheme'],
  ['a URL with a password', 'https://u:p@id.example.com/jwks', publicIssuer, false, 'userinfo'],
  ['no URL', 'jwks', publicIssuer, false, 'not-a-url'],
])('%s (%s) asked for %s, switch %s: %s', (_what, url, issuer, withoutTls, rule) => {
  expect(mayFetch(url, issuer, withoutTls)).toBe(rule);
});
