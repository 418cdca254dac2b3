import { provideChromium } from './install.ts';
import { runPackage } from './run.ts';

/** What the demonstration is given. */
export interface DemoOptions {
  readonly headless: boolean;
  readonly executablePath: string;
}

/** The module with the demonstration; the number is the exit status. */
export interface Demo {
  demo(options: DemoOptions): Promise<number>;
}

/** Whether a window can be shown. */
function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/**
 * Builds the extension, finds a browser and runs the demonstration that `loadDemo` gives. Returns the exit status.
 */
export async function start(args: readonly string[], loadDemo: () => Promise<Demo>): Promise<number> {
  if (args.length > 0) {
    console.error(`npm start takes no arguments, but was given: ${args.join(' ')}`);
    return 2;
  }
  const executablePath = await provideChromium();
  if (executablePath === undefined) return 1;
  const build = await runPackage('vite/bin/vite.js', ['build', '--logLevel', 'warn'], { show: true });
  if (build.status !== 0) {
    console.error('The build failed: see its message above.');
    return 1;
  }
  const headless = !hasDisplay();
  if (headless) console.log('No display: the browser runs without a window.');
  const { demo } = await loadDemo();
  return demo({ headless, executablePath });
}
