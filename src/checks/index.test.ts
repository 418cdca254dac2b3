import { expect, test } from 'vitest';
import { inspect } from '../inspect.ts';
import { evidenceOf, flows } from '../mutations/flow.fixture.ts';
import { mutations } from '../mutations/mutations.fixture.ts';
import { judge } from './index.ts';

test('what is judged while the signature is being verified does not depend on it', async () => {
  const recorded = await flows();
  const broken = mutations.flatMap(([, list]) =>
    list.flatMap((mutation) => {
      const flow = recorded.find((one) => mutation.in?.(one) ?? true);
      return flow ? [mutation.apply(flow)] : [];
    }),
  );
  for (const flow of [...recorded, ...broken]) {
    const { context, findings } = await inspect({ ...(await evidenceOf(flow)), accepted: [] }, flow.secrets);
    expect(findings, flow.name).toEqual(judge(context));
  }
});
