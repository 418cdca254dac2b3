// npm run long: what is more than fits into npm test, many thousand inputs at random and every fault in every recorded
// response. Takes some minutes.
import { bootstrap, load } from './setup/bootstrap.mjs';

bootstrap();
const { runVitest } = await load('e2e/setup/vitest.ts');
const { tally } = await runVitest(['long'], { show: true });
process.exitCode = tally.failed > 0 ? 1 : 0;
