import { render } from 'preact';
import { Popup } from './popup.tsx';
import { startWatching } from './state.ts';

void startWatching();
render(<Popup />, document.body);
