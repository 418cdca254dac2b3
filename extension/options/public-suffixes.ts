import list from 'virtual:public-suffixes';
import { publicSuffixes } from '../../src/public-suffix.ts';

/** Whether anybody can register a name directly under a domain. */
export const isPublicSuffix = publicSuffixes(list);
