import type { Frame } from 'playwright';

/**
 * What a page of the extension gives for a download, as text: the blob is taken before the browser saves it.
 *
 * @param press what makes the page save it
 */
export async function downloaded(frame: Frame, press: () => Promise<unknown>): Promise<string> {
  await frame.evaluate(() => {
    const { createObjectURL } = URL;
    Object.assign(globalThis, { saved: null });
    URL.createObjectURL = (blob) => {
      Object.assign(globalThis, { saved: blob });
      URL.createObjectURL = createObjectURL;
      return createObjectURL(new Blob([]));
    };
  });
  await press();
  return await frame.evaluate(async () => {
    const { saved } = globalThis as unknown as { readonly saved: Blob | null };
    return (await saved?.text()) ?? '';
  });
}
