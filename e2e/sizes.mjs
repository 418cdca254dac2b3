// npm run sizes: what each part of the extension weighs, and which modules are in each of its files.
import { bootstrap, load } from './setup/bootstrap.mjs';

bootstrap();
const { printSizes } = await load('e2e/setup/print-sizes.ts');
await printSizes();
