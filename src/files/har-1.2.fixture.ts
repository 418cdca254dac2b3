/** The members that HAR 1.2 requires (http://www.softwareishard.com/blog/har-12-spec/), with their types. */
import * as v from 'valibot';

const moment = v.pipe(v.string(), v.isoTimestamp());
const size = v.pipe(v.number(), v.integer(), v.minValue(-1));
const pairs = v.array(v.object({ name: v.string(), value: v.string() }));
const time = v.pipe(v.number(), v.minValue(0));
const url = v.pipe(
  v.string(),
  v.check((text) => URL.canParse(text), 'an absolute URL'),
);

export const Har12 = v.object({
  log: v.object({
    version: v.literal('1.2'),
    creator: v.object({ name: v.string(), version: v.string() }),
    pages: v.array(
      v.object({
        startedDateTime: moment,
        id: v.string(),
        title: v.string(),
        pageTimings: v.object({}),
      }),
    ),
    entries: v.array(
      v.object({
        pageref: v.string(),
        startedDateTime: moment,
        time,
        request: v.object({
          method: v.string(),
          url,
          httpVersion: v.string(),
          cookies: v.array(v.unknown()),
          headers: pairs,
          queryString: pairs,
          postData: v.optional(v.object({ mimeType: v.string(), params: pairs, text: v.string() })),
          headersSize: size,
          bodySize: size,
        }),
        response: v.object({
          status: v.number(),
          statusText: v.string(),
          httpVersion: v.string(),
          cookies: v.array(v.unknown()),
          headers: pairs,
          content: v.object({ size: v.number(), mimeType: v.string() }),
          redirectURL: v.string(),
          headersSize: size,
          bodySize: size,
        }),
        cache: v.object({}),
        timings: v.object({ send: time, wait: time, receive: time }),
      }),
    ),
    comment: v.string(),
  }),
});
