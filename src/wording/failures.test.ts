import { expect, test } from 'vitest';
import { failureNotice } from './failures.ts';

const failure = {
  reason: { check: 'aud-match', outcome: 'fail', code: 'other' } as const,
  client_id: 's6BhdRkqt3',
  server: 'id.example.com',
};

test('a notification says what failed, and whose response it was', () => {
  const { title, message } = failureNotice(failure, 1);
  expect(title).not.toBe('');
  expect(message).toBe('Response rejected: s6BhdRkqt3 at id.example.com');
  expect(failureNotice(failure, 3)).toEqual({
    title: '3 responses rejected',
    message: `Last: ${title}, s6BhdRkqt3 at id.example.com`,
  });
});
