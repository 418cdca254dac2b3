import { vi } from 'vitest';

/** One area of the browser's storage, and what is kept in it; what is written and removed can be looked at. */
export function area() {
  const kept = new Map<string, unknown>();
  return {
    kept,
    set: vi.fn(async (items: Record<string, unknown>) =>
      Object.entries(items).forEach(([key, value]) => kept.set(key, value)),
    ),
    remove: vi.fn(async (keys: string | string[]) => [keys].flat().forEach((key) => kept.delete(key))),
    get: async () => Object.fromEntries(kept),
    getKeys: async () => [...kept.keys()],
  };
}
