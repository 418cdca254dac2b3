import { type Browser, chromium, type Page } from 'playwright';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { poll } from '../../poll.ts';
import { webSocketUrl } from './targets.ts';

/**
 * Connects Playwright to one page of a Chromium that it overlooks, such as a DevTools window. By itself a connection
 * attaches to all pages, and each of them then does everything for each connection.
 *
 * @param port the debugging port
 * @param targetId of the page, which must have begun to load
 * @returns the page, and the connection, which is to be closed
 */
export async function connectTo(
  port: number,
  targetId: string,
): Promise<{ readonly page: Page; readonly connection: Browser }> {
  const chromiumUrl = await webSocketUrl(port);
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (playwright) => {
    join(playwright, chromiumUrl, targetId);
    server.close();
  });
  const own = await poll('a port of our own', () => {
    const address = server.address();
    return typeof address === 'object' && address !== null && address.port;
  });
  // noDefaults: else every connection would take the downloads over from the one before.
  const connection = await chromium.connectOverCDP(`ws://127.0.0.1:${own}`, { noDefaults: true });
  const page = await poll('the page that was connected to', () =>
    connection
      .contexts()
      .flatMap((context) => context.pages())
      .at(0),
  );
  return { page, connection };
}

/** Hands on what the two say, but for the wish to be attached to all that there is. */
function join(playwright: WebSocket, chromiumUrl: string, targetId: string): void {
  const browser = new WebSocket(chromiumUrl, { perMessageDeflate: false });
  const early: string[] = [];
  playwright.on('message', (data: RawData) => {
    const text = toTarget(String(data), targetId);
    if (browser.readyState === WebSocket.OPEN) browser.send(text);
    else early.push(text);
  });
  browser.once('open', () => {
    for (const text of early) browser.send(text);
  });
  browser.on('message', (data: RawData) => playwright.send(String(data)));
  browser.on('error', () => playwright.close());
  browser.on('close', () => playwright.close());
  playwright.on('close', () => browser.close());
}

/** The message, or in place of the wish to be attached to everything that to be attached to one target. */
function toTarget(text: string, targetId: string): string {
  if (!text.includes('"Target.setAutoAttach"')) return text;
  const { id, method, sessionId } = JSON.parse(text) as { id: number; method: string; sessionId?: string };
  // Within a page it is the wish for its frames and workers.
  if (method !== 'Target.setAutoAttach' || sessionId !== undefined) return text;
  return JSON.stringify({ id, method: 'Target.attachToTarget', params: { targetId, flatten: true } });
}
