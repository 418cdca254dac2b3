/** One thing Chromium lets a debugger attach to: a page, a worker, a DevTools window. */
export interface Target {
  readonly id: string;
  readonly type: string;
  readonly url: string;
}

function isTarget(value: unknown): value is Target {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'type' in value &&
    typeof value.type === 'string' &&
    'url' in value &&
    typeof value.url === 'string'
  );
}

/** The targets of the Chromium whose debugging port is `port`, DevTools windows and service workers included. */
export async function listTargets(port: number): Promise<readonly Target[]> {
  const answer: unknown = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json();
  return Array.isArray(answer) ? answer.filter(isTarget) : [];
}

/** Where the Chromium whose debugging port is `port` is spoken with as a whole. */
export async function webSocketUrl(port: number): Promise<string> {
  const answer: unknown = await (await fetch(`http://127.0.0.1:${port}/json/version`)).json();
  if (typeof answer === 'object' && answer !== null && 'webSocketDebuggerUrl' in answer)
    return String(answer.webSocketDebuggerUrl);
  throw new Error('this browser names no WebSocket');
}
