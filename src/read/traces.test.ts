import { expect, test } from 'vitest';
import { callback, goodClaims, makeKey, response, sign } from '../fixture.ts';
import { parametersIn, tracesOf } from './traces.ts';

const code = 'SplxlOBeZQQYbYS6WxSbIA';
const plain = tracesOf(response(`${callback}?code=${code}&state=af0ifjsldkj&iss=https://id.example.com`));

test('code, state and tokens are looked out for, in whichever channel; what is public or short is not', () => {
  expect(plain.map(({ parameter }) => parameter)).toEqual(['code', 'state']);
  const inFragment = response(
    `${callback}#access_token=2YotnFZFEjr1zCsicMWpAA&token_type=Bearer&state=short`,
  );
  expect(tracesOf(inFragment)).toEqual([{ parameter: 'access_token', value: '2YotnFZFEjr1zCsicMWpAA' }]);
  const posted = response(callback, { method: 'POST', form: [['code', code]] });
  expect(tracesOf(posted)).toEqual([{ parameter: 'code', value: code }]);
});

test('of a JARM response both the JWT and what is in it are looked out for', async () => {
  const jwt = await sign(await makeKey('ES256'));
  const traces = tracesOf(response(`${callback}?response=${jwt}`));
  expect(traces).toEqual([
    { parameter: 'response', value: jwt },
    { parameter: 'code', value: goodClaims.code },
    { parameter: 'state', value: goodClaims.state },
  ]);
  expect(parametersIn(`https://t.example/?u=${jwt}`, traces)).toEqual(['response']);
  expect(parametersIn(`https://t.example/?u=${goodClaims.code}`, traces)).toEqual(['code']);
});

test.each([
  [`https://t.example/?c=${code}`, ['code']],
  [`https://t.example/${code}/x`, ['code']],
  [`https://t.example/#code=${code}&state=af0ifjsldkj`, ['code', 'state']],
  [`https://t.example/?u=${encodeURIComponent(`${callback}?code=${code}`)}`, ['code']],
  [`https://t.example/?u=${encodeURIComponent(encodeURIComponent(`${callback}?code=${code}&x`))}`, ['code']],
  [`https://t.example/?c=${code}9`, []],
  [`https://t.example/?c=x${code}`, []],
  [`https://t.example/?c=${code.toLowerCase()}`, []],
  [`https://t.example/?c=${code}&bad=%E0%A4%A`, ['code']],
  ['https://t.example/', []],
])('in %s', (url, found) => {
  expect(parametersIn(url, plain)).toEqual(found);
});

test('a value with characters that a URL escapes is found in either form', () => {
  const traces = [{ parameter: 'state', value: 'a/b+c==d e' }];
  expect(parametersIn(`https://t.example/?s=${encodeURIComponent('a/b+c==d e')}`, traces)).toEqual(['state']);
  expect(parametersIn('https://t.example/?s=a/b+c==d e', traces)).toEqual(['state']);
});

test('a text that is made to match almost everywhere takes no time that grows faster than it', () => {
  const value = 'a'.repeat(100_000);
  expect(parametersIn('a'.repeat(1_000_001), [{ parameter: 'code', value }])).toEqual([]);
});
