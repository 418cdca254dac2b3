import { describe, expect, test } from 'vitest';
import { knownFields, responseParameters } from './parameters.ts';
import { isResponse, readResponse } from './response.ts';

const get = (url: string) => ({ url, form: null, method: 'GET' });

describe('a response', () => {
  test.each([
    ['https://a.example/cb?response=x', 'query'],
    ['https://a.example/cb#response=x', 'fragment'],
    ['https://a.example/cb?session=1#code=x', 'fragment'],
    ['https://a.example/cb?code=1#response=x', 'fragment'],
    ['https://a.example/cb?error=x', 'query'],
    ['https://a.example/cb?code=x&state=y#scope=1', 'query'],
  ])('%s came in the %s', (url, channel) => {
    expect(readResponse(get(url)).channel).toBe(channel);
  });

  test('of a form is read from the form', () => {
    const posted = {
      url: 'https://a.example/cb',
      method: 'POST',
      form: [['response', 'x']] as [string, string][],
    };
    expect(readResponse(posted)).toMatchObject({ channel: 'form_post', responses: ['x'] });
  });

  test('is not the mere visit to a callback', () => {
    expect(isResponse(get('https://a.example/cb?utm_source=mail#top'))).toBe(false);
    expect(isResponse(get('https://a.example/cb?response='))).toBe(true);
  });

  test.each(['https://a.example/cb?response=%', 'https://a.example/cb?%ff=%fe&response=x#%%%', '#?', ''])(
    '%j is read without an exception',
    (url) => {
      expect(() => readResponse(get(url))).not.toThrow();
    },
  );
});

test('of a form only known names are kept: a password may be among the others', () => {
  const form = { response: ['x'], password: ['hunter2'], state: ['a', 'b'] };
  expect(knownFields(form, responseParameters, 100)).toEqual({
    fields: [
      ['response', 'x'],
      ['state', 'a'],
      ['state', 'b'],
    ],
    leftOut: 1,
    isCut: false,
  });
  expect(knownFields({ response: ['abc'] }, responseParameters, 2)).toEqual({
    fields: [['response', 'ab']],
    leftOut: 1,
    isCut: true,
  });
});
