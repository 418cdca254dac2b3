// Early releases of Node 20 have URL.canParse but not URL.parse, which oidc-provider 9.13 uses.
URL.parse ??= (url, base) => (URL.canParse(url, base) ? new URL(url, base) : null);

// It asks for Node 22. On Node 20 it works but says on loading that it is unsupported: that one line is kept off
// the console. It is loaded here and not on first use, because vite's runnerImport allows no import later on.
const { warn } = console;
console.warn = (...data: unknown[]) => {
  if (!String(data[0]).includes('Unsupported runtime')) warn(...data);
};
const library = await import('oidc-provider');
console.warn = warn;

export const { Provider, interactionPolicy } = library;
