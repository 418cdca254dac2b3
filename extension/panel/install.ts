import { parseUrl } from '../../src/host.ts';

/** Whether the manifest grants access to a URL's origin: a panel of Firefox cannot ask what is granted. */
export function isGrantedAtInstall(url: string): boolean {
  return /^(?:(?:.+\.)?localhost|127\.0\.0\.1|\[::1\])$/.test(parseUrl(url)?.hostname ?? '');
}
