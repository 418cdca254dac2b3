import { render } from 'preact';
import { readAccessFragment } from '../ui/access-address.ts';
import { Access } from './access.tsx';

const root = document.getElementById('root');
if (root) render(<Access place={readAccessFragment(location.hash)} />, root);
