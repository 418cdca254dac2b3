/** Made when the extension is built: see e2e/setup/public-suffixes.ts. */
declare module 'virtual:public-suffixes' {
  const text: string;
  export default text;
}
