import { poll } from './poll.ts';
import type { PanelView } from './panel-view.ts';

/** The tabs of a response's detail beside its findings. */
type DetailTab = 'Token' | 'Parameters' | 'Keys' | 'Request' | 'Raw';

/** The text of a tab of the detail; afterwards the findings are shown again, as `PanelView.detail` needs them. */
export async function readTab({ frame }: PanelView, name: DetailTab): Promise<string> {
  await frame.getByRole('tab', { name, exact: true }).click();
  const text = await frame.getByRole('tabpanel').innerText();
  await frame.getByRole('tab', { name: 'Findings', exact: true }).click();
  return text;
}

/** The `client_id` of every row, oldest first. */
export function clientsListed({ frame }: PanelView): Promise<string[]> {
  return frame.locator('tbody td.column-client').allInnerTexts();
}

/** Clears the list with the panel's own button and waits until it is empty. */
export async function clearList(panel: PanelView): Promise<void> {
  await panel.frame.getByRole('button', { name: 'Clear' }).click();
  await poll('an empty list', async () => (await panel.rows()).length === 0);
}
