import { expect, test } from 'vitest';
import { inOrder, moved } from './client-order.ts';
import { client } from './fixture.ts';

const clients = ['c', 'a', 'b'].map((id) => ({ ...client, id, client_id: `client-${id}` }));
const ids = (order: unknown) => inOrder(clients, order).map(({ id }) => id);

test('clients stand as the user ordered them, new ones behind by their client_id', () => {
  expect(ids(['b', 'c', 'a'])).toEqual(['b', 'c', 'a']);
  expect(ids(['c'])).toEqual(['c', 'a', 'b']);
  expect(ids(['gone', 'b'])).toEqual(['b', 'a', 'c']);
});

test.each([undefined, null, 'b', [1], { 0: 'b' }])('what is no order counts as none: %j', (order) => {
  expect(ids(order)).toEqual(['a', 'b', 'c']);
});

test('a client moves one place, and at the ends not at all', () => {
  expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b'], 'x', 1)).toEqual(['a', 'b']);
});
