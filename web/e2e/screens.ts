// All screens and how to come to each; used by the checks of screens.spec.ts and by the pictures of shots.spec.ts.
import { expect, type Page } from '@playwright/test';
import { wordsOf } from './people';

export interface Screen {
  name: string;
  /** Logins for whom it is looked at; null: the citizen, nobody signed in. */
  who: readonly string[] | null;
  open: (page: Page) => Promise<void>;
}

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.el-skeleton, .van-skeleton')).toHaveCount(0);
}

const at = (path: string) => async (page: Page) => {
  await page.goto(path);
  await settled(page);
};

/** The first case that a query of the ledger finds. */
const caseWith = (query: string) => async (page: Page) => {
  const list = (await (await page.request.get(`/api/v1/cases?${query}&limit=1`)).json()) as { items: { id: string }[] };
  const id = list.items[0]?.id;
  expect(id, `a case has ${query}`).toBeTruthy();
  await page.goto(`/admin/cases/${id}`);
  await settled(page);
};

/** The map as near as it goes, over the first case in work, whose card is open. */
const mapCard = async (page: Page) => {
  const list = (await (await page.request.get('/api/v1/cases?state=handling&limit=1')).json()) as { items: { id: string; place: { point: { lon: number; lat: number } } }[] };
  const one = list.items[0];
  expect(one, 'a case is handling').toBeTruthy();
  await page.goto(`/admin/case-map?at=${one?.place.point.lon},${one?.place.point.lat},17&case=${one?.id}`);
  await settled(page);
};
const pressing = (path: string, button: string) => async (page: Page) => {
  await at(path)(page);
  await page.locator(button).click();
  await settled(page);
};

const caseIn = (state: string) => caseWith(`state=${state}`);

const moreMoves = (state: string) => async (page: Page) => {
  await caseIn(state)(page);
  await page.getByRole('button', { name: wordsOf('zh').cases.moreMoves, exact: true }).click();
  await expect(page.getByRole('menu').first()).toBeVisible();
};

/** A case page with one of its moves pressed, folded away or not. */
const dialogOf = (state: string, move: string) => async (page: Page) => {
  await caseIn(state)(page);
  const words = wordsOf('zh').cases;
  const name = words.action[move as keyof typeof words.action];
  const button = page.getByRole('button', { name, exact: true });
  if (!(await button.isVisible())) await page.getByRole('button', { name: words.moreMoves, exact: true }).click();
  await button.or(page.getByRole('menuitem', { name, exact: true })).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await settled(page);
};

const states = [
  'reported', 'verifying', 'filed', 'dispatched', 'disputed', 'handling', 'suspended', 'handled', 'checking', 'checked', 'closed',
  'not_accepted', 'voided', 'merged',
] as const;

export const screens: Screen[] = [
  { name: 'public-home', who: null, open: at('/p/') },
  { name: 'public-report', who: null, open: at('/p/report') },
  { name: 'public-find', who: null, open: at('/p/find') },
  { name: 'public-lost', who: null, open: at('/p/no-such-page') },
  { name: 'sign-in', who: null, open: at('/admin/sign-in') },
  { name: 'today', who: ['office', 'houtun', 'leader'], open: at('/admin/today') },
  { name: 'cases', who: ['office', 'houtun', 'leader'], open: at('/admin/cases') },
  { name: 'cases-all', who: ['office'], open: at('/admin/cases?tab=all') },
  { name: 'cases-none', who: ['office'], open: at('/admin/cases?tab=all&q=AJ19000101-0001') },
  { name: 'case-request', who: ['office'], open: caseWith('request=open') },
  ...states.map((state) => ({ name: `case-${state}`, who: ['office'], open: caseIn(state) })),
  { name: 'cases-filters', who: ['office'], open: at('/admin/cases?tab=all&light=red,deep_red,amber&late=true&source=citizen,patrol') },
  { name: 'case-more', who: ['office'], open: moreMoves('reported') },
  { name: 'case-merge', who: ['office'], open: dialogOf('reported', 'merge') },
  { name: 'case-relocate', who: ['office'], open: dialogOf('reported', 'relocate') },
  { name: 'case-own', who: ['houtun'], open: caseIn('handling') },
  { name: 'case-new', who: ['office', 'houtun'], open: at('/admin/cases/new') },
  { name: 'people', who: ['office', 'leader'], open: at('/admin/people') },
  { name: 'places', who: ['office', 'leader'], open: at('/admin/places') },
  { name: 'case-map', who: ['office', 'houtun', 'leader'], open: at('/admin/case-map') },
  { name: 'case-map-card', who: ['office'], open: mapCard },
  { name: 'stubborn-spots', who: ['office', 'leader'], open: at('/admin/stubborn-spots') },
  { name: 'case-rates', who: ['office', 'leader'], open: at('/admin/case-rates') },
  { name: 'case-rates-help', who: ['office'], open: pressing('/admin/case-rates', '.rates__how') },
  { name: 'calendar', who: ['office', 'leader'], open: at('/admin/calendar') },
  { name: 'calendar-edit', who: ['office'], open: pressing('/admin/calendar', '.calendar__head .el-button') },
  { name: 'sign-ins', who: ['office', 'houtun'], open: at('/admin/system/sign-ins') },
  { name: 'tokens', who: ['office'], open: at('/admin/system/tokens') },
  { name: 'token-new', who: ['office'], open: pressing('/admin/system/tokens', '.panel__head .el-button') },
  { name: 'jobs', who: ['admin'], open: at('/admin/system/jobs') },
  { name: 'nowhere', who: ['office'], open: at('/admin/no-such-page') },
];
