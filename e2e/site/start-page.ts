import { usualClientNames } from './clients.ts';
import { faults, faultyLogin } from './faults/index.ts';
import { escaped, page } from './html.ts';
import { type LoginOptions, responseModes, writeOptions } from './login.ts';
import { type ResponseType, responseTypes } from './response-types.ts';

/** The application's first page: a link for each kind of login. */
export function startPage(): string {
  return page(
    'A client application',
    `<h1>A client application</h1>
<p>Every link starts a login that goes by itself, unless it says otherwise.</p>
<h2>Response modes</h2>
<table>${responseModes.map(modeRow).join('\n')}</table>
<h2>Clients</h2>
<ul>${usualClientNames.map((client) => `<li>${login({ client }, client)}</li>`).join('\n')}</ul>
<h2>Response types</h2>
<table>${responseTypes.map(typeRow).join('\n')}</table>
<h2>Ways</h2>
<ul>${ways.map((item) => `<li>${item}</li>`).join('\n')}</ul>
<h2>Faults</h2>
<table>${faults.map(({ name, breaks }) => row(login(faultyLogin(name), name), escaped(breaks))).join('\n')}</table>`,
  );
}

const link = (place: string, options: LoginOptions, label: string): string =>
  `<a href="/${place}?${escaped(writeOptions(options))}">${escaped(label)}</a>`;

const login = (options: LoginOptions, label: string): string => link('start', options, label);

const row = (...cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

const modeRow = (response_mode: (typeof responseModes)[number]): string =>
  row(
    login({ response_mode }, response_mode),
    login({ response_mode, error: 'access_denied' }, 'access_denied'),
    login({ response_mode, error: 'login_required' }, 'login_required'),
  );

const typeRow = (response_type: ResponseType): string => {
  const modes = ['jwt', 'form_post.jwt', 'default', 'form_post'] as const;
  const links = modes.map((response_mode) =>
    login({ client: 'hybrid', response_type, response_mode }, response_mode),
  );
  return row(response_type, ...links);
};

const ways: readonly string[] = [
  login({ interaction: 'page' }, 'with a login page to click through'),
  login({ via: 'post' }, 'the authorization request as POST'),
  login({ via: 'request' }, 'the authorization request as a signed request object'),
  login({ via: 'encrypted-request', client: 'confidential' }, 'as an encrypted request object'),
  login({ via: 'par' }, 'the authorization request pushed'),
  login({ pkce: 'omitted' }, 'without PKCE'),
  login({ state: 'omitted' }, 'without state'),
  login({ response_mode: 'fragment.jwt', callback: 'wiping' }, 'a callback that wipes the fragment'),
  login({ callback: 'redirecting' }, 'a callback that redirects on'),
  link('popup', {}, 'in a popup'),
  link('frame', {}, 'in a frame'),
];
