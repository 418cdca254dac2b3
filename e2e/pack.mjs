// npm run pack: builds the extension and makes the packages for both stores.
import { bootstrap, load } from './setup/bootstrap.mjs';

bootstrap();
const { pack } = await load('e2e/setup/pack.ts');
process.exitCode = await pack();
