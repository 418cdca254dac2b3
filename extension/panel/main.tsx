import { render } from 'preact';
import { loadAfterList } from './loaded.ts';
import { Panel } from './panel.tsx';
import { startNoticing } from './noticed.ts';
import { startWatching } from './state.ts';
import { followTheme } from './theme.ts';

followTheme();
startWatching();
startNoticing();
loadAfterList();
render(<Panel />, document.body);
