import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOff, momentOf, readClock, readClockSample } from './clock.ts';

const url = 'https://id.example.com/jwks';
const noon = Date.UTC(2026, 10, 23, 12);

/** An answer a tenth of a second after the question, by a clock that is so many milliseconds ahead. */
function sampled(ahead: number, { sent = noon, took = 100, age = 0 } = {}) {
  const told = Math.floor((sent + took / 2 + ahead) / 1000) * 1000 - age * 1000;
  return { url, sent, received: sent + took, date: told, age };
}

describe('an answer', () => {
  const answered = {
    sent: noon,
    received: noon + 100,
    date: 'Mon, 23 Nov 2026 12:00:00 GMT',
    age: null,
  };

  test('with a Date is a sample; Age counts in seconds', () => {
    expect(readClockSample(answered)).toEqual({ sent: noon, received: noon + 100, date: noon, age: 0 });
    expect(readClockSample({ ...answered, age: '90' })).toMatchObject({ date: noon, age: 90 });
  });

  test.each([
    ['none', null],
    ['an empty one', ''],
    ['two', 'Mon, 23 Nov 2026 12:00:00 GMT, Mon, 23 Nov 2026 12:00:01 GMT'],
    ['an obsolete one without a time zone', 'Mon Nov 23 12:00:00 2026'],
    ['one in another time zone', 'Mon, 23 Nov 2026 12:00:00 +0200'],
    ['ISO 8601', '2026-11-23T12:00:00Z'],
    ['a day that there is not', 'Mon, 99 Nov 2026 12:00:00 GMT'],
  ])('whose Date is %s says nothing', (_what, date) => {
    expect(readClockSample({ ...answered, date })).toBeNull();
  });

  test.each(['-1', '1.5', 'old', '9'.repeat(20)])('with the Age %s says nothing', (age) => {
    expect(readClockSample({ ...answered, age })).toBeNull();
  });
});

describe("the issuer's clock", () => {
  test('is unknown without a sample', () => {
    expect(readClock([], noon)).toBeNull();
  });

  test('that agrees is not off, whatever part of a second it is in', () => {
    for (let part = 0; part < 1000; part += 50) {
      const clock = readClock([sampled(0, { sent: noon + part })], noon);
      expect(clock && isOff(clock)).toBe(false);
      expect(momentOf(noon / 1000, clock)).toBe(noon / 1000);
    }
  });

  test('is never further off than it is said to be', () => {
    const property = fc.property(
      fc.integer({ min: -86_400_000, max: 86_400_000 }),
      fc.array(
        fc.record({
          sent: fc.integer({ min: noon - 3_600_000, max: noon + 3_600_000 }),
          took: fc.integer({ min: 0, max: 10_000 }),
          age: fc.constantFrom(0, 0, 1, 600),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      (ahead, answers) => {
        const clock = readClock(
          answers.map((answer) => sampled(ahead, answer)),
          noon,
        );
        expect(clock).not.toBeNull();
        if (clock) expect(Math.abs(clock.offset - ahead / 1000)).toBeLessThanOrEqual(clock.uncertainty);
      },
    );
    fc.assert(property, { numRuns: 2000 });
  });

  test('is known to half a second and half the time of the answer', () => {
    expect(readClock([sampled(600_000)], noon)).toMatchObject({
      uncertainty: 0.55,
      at: noon / 1000 + 0.1,
      url,
    });
  });

  test('is known more exactly by two answers that agree', () => {
    const one = sampled(0, { sent: noon });
    const two = sampled(0, { sent: noon + 500 });
    const both = readClock([one, two], noon);
    expect(both?.uncertainty).toBeLessThan(readClock([one], noon)?.uncertainty ?? 0);
  });

  test('that was set meanwhile counts as it was when the response came, whichever sample is newer', () => {
    const before = sampled(600_000, { sent: noon });
    const after = sampled(0, { sent: noon + 600_000 });
    expect(readClock([after, before], noon)?.offset).toBeCloseTo(600, 0);
    expect(readClock([before, after], noon + 600_000)?.offset).toBeCloseTo(0, 0);
  });

  test('is known less exactly through a cache, which rounds', () => {
    expect(readClock([sampled(0, { age: 30 })], noon)?.uncertainty).toBe(1.55);
  });

  test('gives the moment of arrival where it is off', () => {
    const moment = momentOf(noon / 1000, readClock([sampled(-600_000)], noon));
    expect(moment - noon / 1000).toBeCloseTo(-600, 0);
  });

  test('is off only beyond what is uncertain: after a slow answer nobody knows', () => {
    const off = (ahead: number, took: number) => {
      const clock = readClock([sampled(ahead, { took })], noon);
      return clock && isOff(clock);
    };
    expect(off(8000, 100)).toBe(true);
    expect(off(8000, 9000)).toBe(false);
    expect(off(4000, 100)).toBe(false);
  });

  test('that could not be read because this one was set back in between throws nothing', () => {
    const odd = { url, sent: noon, received: noon - 60_000, date: noon, age: 0 };
    expect(readClock([odd], noon)?.uncertainty).toBe(30.5);
  });
});
