// npm run pictures: the pictures that the README and the guides show, taken anew.
import { bootstrap, load } from './setup/bootstrap.mjs';

bootstrap();
const { takePictures } = await load('e2e/pictures.ts');
process.exitCode = await takePictures(process.argv.slice(2));
