import { render } from 'preact';
import { loadAfterList, whenListed } from './loaded.ts';
import { Panel } from './panel.tsx';
import { startNoticing } from './noticed.ts';
import { startWatching } from './state.ts';
import { followTheme } from './theme.ts';

followTheme();
startWatching();
startNoticing();
loadAfterList();
// To draw it empty before that would keep the first row waiting.
whenListed(() => render(<Panel />, document.body));
