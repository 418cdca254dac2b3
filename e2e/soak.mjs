// npm run soak: many logins in many places at once while the background is stopped, in every browser there is, and what
// became of their responses. Takes some minutes; nothing leaves this machine.
import { bootstrap, load } from './setup/bootstrap.mjs';

bootstrap();
const { runSoak } = await load('e2e/soak/main.ts');
process.exitCode = await runSoak(process.argv.slice(2));
