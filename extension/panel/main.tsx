import { render } from 'preact';
import { Panel } from './panel.tsx';
import { startWatching } from './state.ts';
import { followTheme } from './theme.ts';

followTheme();
startWatching();
render(<Panel />, document.body);
