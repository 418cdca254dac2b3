import { render } from 'preact';
import { Panel } from './panel.tsx';
import { startNoticing } from './noticed.ts';
import { startWatching } from './state.ts';
import { followTheme } from './theme.ts';

followTheme();
startWatching();
startNoticing();
render(<Panel />, document.body);
