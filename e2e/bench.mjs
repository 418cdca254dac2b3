// npm run bench: what the extension costs, each time beside something else that is measured in the same run.
import { bootstrap, load } from './setup/bootstrap.mjs';

bootstrap();
const { bench } = await load('e2e/bench/bench.ts');
process.exitCode = await bench(process.argv.slice(2));
