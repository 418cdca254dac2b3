// npm test: every gate in order. `--no-browser` leaves the browser tests out, `--everything` deals no case out.
import { bootstrap, load } from './setup/bootstrap.mjs';

bootstrap();
const { runTests } = await load('e2e/setup/tests.ts');
process.exitCode = await runTests(process.argv.slice(2));
