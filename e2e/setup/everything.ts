/** In the environment of the browser tests it means that no case is left to the other browser; see `e2e/dealt.ts`. */
export const EVERYTHING = 'OAUTH_INSPECTOR_EVERYTHING';
