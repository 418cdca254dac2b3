// npm start: the demonstration in a real browser.
import { bootstrap, load } from './setup/bootstrap.mjs';

bootstrap();
const { start } = await load('e2e/setup/start.ts');
process.exitCode = await start(process.argv.slice(2), () => load('e2e/demo.ts'));
