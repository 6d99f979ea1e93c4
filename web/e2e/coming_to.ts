// How to come to the screens that stand behind a press, a state of a case, or an answer that a demo county does not give.
import { expect, type Page } from '@playwright/test';
import { wordsOf, type Words } from './people';

export type Open = (page: Page) => Promise<void>;
type Move = keyof Words['cases']['action'];
interface Listed {
  id: string;
  kind: { code: string };
  place: { point: { lon: number; lat: number }; words: string };
}

export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.el-skeleton, .van-skeleton')).toHaveCount(0);
}

const spoken = async (page: Page): Promise<Words> => wordsOf((await page.locator('html').getAttribute('lang')) ?? undefined);

export const at = (path: string): Open => async (page) => {
  await page.goto(path);
  await settled(page);
};

export const pressing = (path: string, button: string): Open => async (page) => {
  await at(path)(page);
  await page.locator(button).first().click();
  await settled(page);
};

async function listed(page: Page, query: string, limit = 1): Promise<Listed[]> {
  const list = (await (await page.request.get(`/api/v1/cases?${query}&limit=${limit}`)).json()) as { items: Listed[] };
  expect(list.items.length, `a case has ${query}`).toBeGreaterThan(0);
  return list.items;
}

/** The first case that a query of the ledger finds. */
export const caseWith = (query: string): Open => async (page) => at(`/admin/cases/${(await listed(page, query))[0]?.id}`)(page);

export const caseIn = (state: string): Open => caseWith(`state=${state}`);

interface Whole {
  allowed_actions: { action: string }[];
}

/** The first case of a query of which an answer below its path says what is wanted. */
const caseWhere = <Answer>(query: string, below: string, isSo: (answer: Answer) => boolean): Open => async (page) => {
  for (const { id } of await listed(page, query, 60)) {
    const answer = (await (await page.request.get(`/api/v1/cases/${id}${below}`)).json()) as Answer;
    if (isSo(answer)) return at(`/admin/cases/${id}`)(page);
  }
  throw new Error(`no case with ${query} is as wanted`);
};

export const caseWithWarnings = (query: string): Open =>
  caseWhere(query, '/evidence-warnings', (warnings: { items: unknown[] }) => warnings.items.length > 0);

export const moreMoves = (state: string): Open => async (page) => {
  await caseIn(state)(page);
  await page.getByRole('button', { name: (await spoken(page)).cases.moreMoves, exact: true }).click();
  await expect(page.getByRole('menu').first()).toBeVisible();
};

/** A case page with one of its moves pressed, folded away or not. */
export const dialogOf = (query: string, move: Move): Open => async (page) => {
  await caseWhere(query, '', (whole: Whole) => whole.allowed_actions.some((one) => one.action === move))(page);
  const { action, moreMoves: more } = (await spoken(page)).cases;
  const button = page.getByRole('button', { name: action[move], exact: true });
  if (!(await button.first().isVisible())) await page.getByRole('button', { name: more, exact: true }).click();
  await button.or(page.getByRole('menuitem', { name: action[move], exact: true })).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await settled(page);
};

/** The map as near as it goes, over the first case in work, whose card is open. */
export const mapCard: Open = async (page) => {
  const [one] = await listed(page, 'state=handling');
  await at(`/admin/case-map?at=${one?.place.point.lon},${one?.place.point.lat},17&case=${one?.id}`)(page);
};

/** The form of a new case, filled so far that the server is asked for cases of the same kind close by, and knows one. */
export const newCaseWithLookAlike: Open = async (page) => {
  const [one] = await listed(page, 'state=dispatched,handling&sort=-reported');
  const { place, ...rest } = one!;
  await page.route('**/api/v1/case-duplicates?*', (route) =>
    route.fulfill({ json: { radius_m: 50, days: 3, items: [{ ...rest, place_words: place.words, distance_m: 12 }] } }));
  await at('/admin/today')(page);
  await page.evaluate(async (draft) => {
    const session = (await (await fetch('/api/v1/session')).json()) as { person_id: string };
    localStorage.setItem(`weicheng.new_case.${session.person_id}`, JSON.stringify(draft));
  }, { kind: rest.kind.code, point: place.point, words: place.words, source: 'hotline' });
  await at('/admin/cases/new')(page);
  await expect(page.locator('.look-alikes')).toBeVisible();
  await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('weicheng.new_case.')).forEach((name) => localStorage.removeItem(name)));
};

/** From now on, until the next screen, the server's answer to a path is this one. */
export const answering = (path: string, answer: { status?: number; json: unknown }, then: Open): Open => async (page) => {
  await page.route(`**/api/v1${path}`, (route) => route.fulfill(answer));
  await then(page);
};

/** The server's own answer with some of its members replaced. */
export const altered = (path: string, members: object, then: Open): Open => async (page) => {
  await page.route(`**/api/v1${path}`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), ...members } });
  });
  await then(page);
};
