import { afterAll, beforeAll, expect, it } from 'vitest';
import { inspect } from '../../src/inspect.ts';
import { parseMetadata } from '../../src/issuer/metadata.ts';
import { type Grid, type JudgedAnswer, gridOf, judgedAnswer } from '../../src/login/grid.ts';
import type { LoginOptions } from '../../src/login/options.ts';
import { planOf, usualType } from '../../src/login/plan.ts';
import { pushedLogin } from '../../src/login/push.ts';
import { type Run, newRun, nextStep, noted, withAnswers } from '../../src/login/run.ts';
import { startLogin } from '../../src/login/start.ts';
import { gridMarkdown } from '../../src/report/grid.ts';
import type { ClientName } from './clients.ts';
import { CookieClient } from './cookie-client.ts';
import { type Site, startSite } from './site.ts';
import { type Published, answerTo, fresh, publishedBy, registered, send } from './started.fixture.ts';

let site: Site;
let published: Published;
beforeAll(async () => {
  site = await startSite({ further: ['private_key_jwt'] });
  published = await publishedBy(site);
});
afterAll(() => site.close());

/** Does what the panel does: one step after the other until there is nothing left to do. */
async function runAll(name: ClientName, via: LoginOptions['via'], response_type?: string): Promise<Grid> {
  const { client, secrets } = registered(site, name);
  const metadata = parseMetadata(published.metadata);
  if (!metadata) throw new Error('no metadata');
  const base = { response_type: response_type ?? usualType(metadata), scope: 'openid', via };
  const browser = new CookieClient(site);
  const answers = new Map<string, JudgedAnswer>();
  let run: Run = newRun(planOf(metadata, client, base), 1);
  for (;;) {
    const step = nextStep(run, Date.now());
    if (step.do !== 'start') {
      expect(step).toEqual({ do: 'nothing', why: 'done' });
      return gridOf(run, client, answers);
    }
    const { cell } = step;
    const ground = { client, metadata, secrets, options: cell.options };
    const login = await startLogin(ground, fresh(), Date.now() / 1000);
    if ('problems' in login) {
      run = noted(run, cell, { state: 'unsent', problems: login.problems });
      continue;
    }
    const pushed = login.push && pushedLogin(login, await send(login.push));
    if (pushed && !('url' in pushed)) {
      run = noted(run, cell, { state: 'refused', error: pushed });
      continue;
    }
    const url = login.url ?? pushed?.url ?? '';
    run = noted(run, cell, { state: 'open', url, at: Date.now() });
    const evidence = await answerTo(browser, { client, login, url, via: cell.options.via }, published);
    const { response, request } = evidence;
    run = withAnswers(run, [{ id: cell.id, response, request }]);
    answers.set(cell.id, judgedAnswer(await inspect(evidence, secrets)));
  }
}

const cells = ({ rows }: Grid, column: number) =>
  rows.map(({ response_mode, cells }) => {
    const { state, answer } = cells[column] ?? {};
    return [response_mode, answer?.verdict.kind ?? state?.state, answer?.came].join(' ').trim();
  });

const jwtModes = ['form_post.jwt', 'fragment.jwt', 'jwt', 'query.jwt'];
const plainModes = ['form_post', 'fragment', 'query'];
const all = (came: string) =>
  [
    ...jwtModes.map((mode) => `${mode} valid ${came}`),
    ...plainModes.map((mode) => `${mode} unsigned ${came}`),
  ].toSorted();

it.each(['parameters', 'request'] as const)('all modes are run and judged, sent as %s', async (via) => {
  const grid = await runAll('confidential', via);
  expect(grid.wanted).toEqual(['success', 'invalid_request_object', 'invalid_scope', 'login_required']);
  expect(cells(grid, 0).toSorted()).toEqual(all('success'));
  expect(cells(grid, 1).toSorted()).toEqual(all('invalid_request_object'));
  // oidc-provider takes no notice of a scope that it does not know.
  expect(cells(grid, 2).toSorted()).toEqual(all('success'));
  expect(cells(grid, 3).toSorted()).toEqual(all('login_required'));
  expect(grid.leftOut).toEqual([]);
  const markdown = gridMarkdown(grid);
  expect(markdown).toContain(
    '| query.jwt | Valid | Valid: invalid\\_request\\_object | Valid: Answered with success instead of invalid\\_scope: a server may ignore a scope \\(RFC 6749 3.3\\) | Valid: login\\_required |',
  );
});

it('a server refuses a bad request object when it is pushed, and the grid says so', async () => {
  const grid = await runAll('private_key_jwt', 'pushed');
  expect(cells(grid, 0).toSorted()).toEqual(all('success'));
  expect(new Set(cells(grid, 1).map((cell) => cell.split(' ')[1]))).toEqual(new Set(['refused']));
  expect(gridMarkdown(grid)).toContain(
    'Refused: The pushed request was answered with status 400, invalid\\_request\\_object',
  );
});

it('a response type with a token is not tried in the query', async () => {
  const grid = await runAll('hybrid', 'parameters', 'code id_token');
  expect(grid.leftOut.map(({ response_mode }) => response_mode).toSorted()).toEqual(['query', 'query.jwt']);
  expect(new Set(cells(grid, 0).map((cell) => cell.split(' ').at(-1)))).toEqual(new Set(['success']));
});
