import { beforeAll, expect, test } from 'vitest';
import {
  type SigningKey,
  callback,
  evidence,
  goodRequest,
  makeKey,
  request,
  response,
  saidBy,
} from '../fixture.ts';

let key: SigningKey;
beforeAll(async () => {
  key = await makeKey();
});

test.each([
  ['?code=1&state=x', callback, 'pass'],
  ['?code=1&code=1', callback, 'fail twice'],
  ['?tag=a&tag=b&code=1', callback, 'pass'],
  ['?scope=a&scope=b&code=1', `${callback}?scope=a&scope=b`, 'pass'],
  ['?scope=a&scope=b&code=1&scope=c', `${callback}?scope=a&scope=b`, 'fail twice'],
  ['?state=own&code=1&state=x', `${callback}?state=own`, 'fail twice'],
  ['?response=x#response=y', callback, 'fail several-channels'],
])('%s at %s: %s', async (query, redirect_uri, said) => {
  const given = evidence(response(callback + query), [key.jwk], {
    request: request({ ...goodRequest, redirect_uri }),
  });
  expect(await saidBy('duplicate-param', given)).toBe(said);
});
