// node e2e/record.mjs: logs in to the login site in every way that src/recorded keeps, and writes it down anew.
import { writeFileSync } from 'node:fs';
import { bootstrap, load } from './setup/bootstrap.mjs';

bootstrap();
const { record } = await load('e2e/record.ts');
writeFileSync('src/recorded/responses.json', `${JSON.stringify(await record(), null, 1)}\n`);
