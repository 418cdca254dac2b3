import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * A module with all that it imports, as one script that defines a variable with its exports.
 *
 * @param path of the module, from this folder
 */
export async function bundle(path: string, name: string): Promise<string> {
  const entry = fileURLToPath(new URL(path, import.meta.url));
  const lib = { entry, formats: ['iife' as const], name };
  const built = await build({ configFile: false, logLevel: 'silent', build: { write: false, lib } });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error('nothing was built');
  return `${chunk.code}\nglobalThis.${name} = ${name};`;
}
