import list from 'virtual:public-suffixes';
import { publicSuffixes } from '../../src/public-suffix.ts';

/** Whether anybody can have a host somewhere under a domain. */
export const isOpenToAll = publicSuffixes(list);
