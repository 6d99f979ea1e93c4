// All screens and how to come to each; used by the checks of screens.spec.ts and by the pictures of shots.spec.ts.
import { expect, type Page } from '@playwright/test';
import { middleOf, photograph } from './acting';
import { altered, answering, at, caseIn, caseWith, caseWithWarnings, dialogOf, mapCard, moreMoves, newCaseWithLookAlike, pressing, settled, type Open } from './coming_to';
import { crowdOf, showCrowd } from './crowd';

export interface Screen {
  name: string;
  /** Logins for whom it is looked at; null: the citizen, nobody signed in. */
  who: readonly string[] | null;
  open: Open;
  /** Printed: as wide as its sheet, whatever the window. */
  paper?: true;
}

const states = [
  'reported', 'verifying', 'filed', 'dispatched', 'disputed', 'handling', 'suspended', 'handled', 'checking', 'checked', 'closed',
  'not_accepted', 'voided', 'merged',
] as const;

const notice = '劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。\n国庆节：以正式通知为准。';
const trouble = {
  status: 500,
  json: { title: '系统出错', status: 500, code: 'server.incident', detail: '系统出错，这次没有办成；请记下编号 7f3a 并告知管理员。', incident: '7f3a' },
};
const failedJob = {
  id: '7', kind: 'cases.count_limits', payload: '{"county_id":"1","year":2027}', failed_at: '2026-11-20T18:05:00Z', recurring: false,
  error: 'the database is busy: another program has held the writer for 30 s',
};

/** Drawn for a re-check: a demo county draws few. */
const drawn = {
  recheck: 'due',
  allowed_actions: ['pass', 'fail'].map((result) => ({
    action: `recheck_${result}`, path: '', result, weight: result === 'pass' ? 'main' : 'answer', says_no: result === 'fail', undone_by: null,
    asks: [{ field: 'photos', as: 'photos', required: false, least: 0, options: [] }, { field: 'note', as: 'text', required: false, least: 0, options: [] }],
  })),
};

const nextYear = new Date().getFullYear() + 1;
const pasted: Open = async (page) => {
  await pressing(`/admin/calendar?year=${nextYear}`, '.calendar__head .el-button')(page);
  await page.locator('#calendar-notice').fill(notice);
};

const madeToken: Open = async (page) => {
  await pressing('/admin/system/tokens', '.panel__head .el-button')(page);
  const dialog = page.getByRole('dialog');
  await dialog.locator('input').first().fill('12345');
  await dialog.locator('.el-dialog__footer .el-button--primary').click();
  await expect(dialog.locator('.system__token code').first()).toBeVisible();
};

const chosenSpot: Open = async (page) => {
  await at('/admin/stubborn-spots')(page);
  await page.locator('.spot-list__head').first().click();
  await settled(page);
};

const crowdedMap: Open = async (page) => {
  const { extent } = (await (await page.request.get('/api/v1/map-layers')).json()) as { extent: [number, number, number, number] };
  await showCrowd(page, crowdOf(20_000, extent));
  await at('/admin/case-map')(page);
};

const password: Open = async (page) => {
  await pressing('/admin/today', '.account')(page);
  await page.getByRole('menuitem').first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
};

const nearby = { items: [{ distance_m: 18, reported_at: '2026-11-21T02:10:00Z', step: 'in_hand', step_words: '处置中' }] };
const filledReport: Open = async (page) => {
  await page.context().grantPermissions(['geolocation']);
  await page.context().setGeolocation(middleOf('QF-HT-02'));
  await at('/p/report')(page);
  await page.locator('input[type=file]').first().setInputFiles(await photograph(page, 20));
  await page.locator('label', { has: page.locator('input[name=kind]') }).first().click();
  await expect(page.locator('.nearby')).toBeVisible();
};

const send = async (page: Page): Promise<void> => {
  await filledReport(page);
  await page.locator('form [type=submit], .van-button--primary').last().click();
  await expect(page).toHaveURL(/\/p\/sent\//);
  await settled(page);
};

const follow: Open = async (page) => {
  await send(page);
  await page.goto((await page.locator('a[href*="/p/r/"]').first().getAttribute('href')) ?? '');
  await settled(page);
};

const printed: Open = async (page) => {
  await page.emulateMedia({ media: 'print' });
  await caseIn('closed')(page);
};

export const screens: Screen[] = [
  { name: 'public-home', who: null, open: at('/p/') },
  { name: 'public-report', who: null, open: at('/p/report') },
  { name: 'public-report-nearby', who: null, open: answering('/portal/duplicates?*', { json: nearby }, filledReport) },
  { name: 'public-sent', who: null, open: answering('/portal/duplicates?*', { json: nearby }, send) },
  { name: 'public-follow', who: null, open: answering('/portal/duplicates?*', { json: nearby }, follow) },
  { name: 'public-place', who: null, open: at('/p/place') },
  { name: 'public-find', who: null, open: at('/p/find') },
  { name: 'public-lost', who: null, open: at('/p/no-such-page') },
  { name: 'sign-in', who: null, open: at('/admin/sign-in') },

  { name: 'today', who: ['office'], open: at('/admin/today') },
  { name: 'today-grid', who: ['houtun'], open: at('/admin/today') },
  { name: 'today-checker', who: ['checker'], open: at('/admin/today') },
  { name: 'today-leader', who: ['leader'], open: at('/admin/today') },
  { name: 'today-calm', who: ['office'], open: altered('/today', { waiting: [] }, at('/admin/today')) },
  { name: 'today-trouble', who: ['office'], open: answering('/today', trouble, at('/admin/today')) },
  { name: 'password', who: ['office'], open: password },

  { name: 'cases', who: ['office', 'houtun', 'leader'], open: at('/admin/cases') },
  { name: 'cases-all', who: ['office'], open: at('/admin/cases?tab=all') },
  { name: 'cases-none', who: ['office'], open: at('/admin/cases?tab=all&q=AJ19000101-0001') },
  { name: 'cases-filters', who: ['office'], open: at('/admin/cases?tab=all&light=red,deep_red,amber&late=true&source=citizen,patrol') },

  ...states.map((state) => ({ name: `case-${state}`, who: ['office'], open: caseIn(state) })),
  { name: 'case-verified', who: ['office'], open: caseWith('verification=confirmed') },
  { name: 'case-extension', who: ['office'], open: caseWith('request=extension') },
  { name: 'case-suspension', who: ['office'], open: caseWith('request=suspension') },
  { name: 'case-appeal', who: ['office'], open: caseWith('request=lateness') },
  { name: 'case-came-back', who: ['office'], open: caseWith('recurred=true') },
  { name: 'case-signs', who: ['checker'], open: caseWithWarnings('state=checking') },
  { name: 'case-recheck', who: ['checker'], open: altered('/cases/*', drawn, caseIn('closed')) },
  { name: 'case-own', who: ['houtun'], open: caseIn('handling') },
  { name: 'case-nowhere', who: ['office'], open: at('/admin/cases/404') },
  { name: 'case-print', who: ['office'], open: printed, paper: true },

  { name: 'case-more', who: ['office'], open: moreMoves('reported') },
  { name: 'case-merge', who: ['office'], open: dialogOf('state=reported', 'merge') },
  { name: 'case-relocate', who: ['office'], open: dialogOf('state=reported', 'relocate') },
  { name: 'case-decline', who: ['office'], open: dialogOf('state=reported', 'decline') },
  { name: 'case-dispatch', who: ['office'], open: dialogOf('state=filed', 'dispatch') },
  { name: 'case-reassign', who: ['office'], open: dialogOf('state=handling', 'reassign') },
  { name: 'case-grant-extension', who: ['office'], open: dialogOf('request=extension', 'grant_extension') },
  { name: 'case-grant-suspension', who: ['office'], open: dialogOf('request=suspension', 'grant_suspension') },
  { name: 'case-prolong', who: ['office'], open: dialogOf('state=suspended', 'prolong_suspension') },
  { name: 'case-rule', who: ['leader'], open: dialogOf('state=disputed', 'rule') },
  { name: 'case-rework', who: ['checker'], open: dialogOf('state=checking', 'rework') },
  { name: 'case-ask-extension', who: ['houtun'], open: dialogOf('state=dispatched', 'ask_extension') },
  { name: 'case-ask-suspension', who: ['houtun'], open: dialogOf('state=dispatched', 'ask_suspension') },
  { name: 'case-dispute', who: ['houtun'], open: dialogOf('state=dispatched', 'dispute') },
  { name: 'case-handle', who: ['houtun'], open: dialogOf('state=handling', 'handle') },

  { name: 'case-new', who: ['office', 'houtun'], open: at('/admin/cases/new') },
  { name: 'case-new-look-alike', who: ['office'], open: newCaseWithLookAlike },
  { name: 'people', who: ['office', 'leader'], open: at('/admin/people') },
  { name: 'places', who: ['office', 'leader'], open: at('/admin/places') },

  { name: 'case-map', who: ['office', 'houtun', 'leader'], open: at('/admin/case-map') },
  { name: 'case-map-card', who: ['office'], open: mapCard },
  { name: 'case-map-filters', who: ['office'], open: at('/admin/case-map?light=red,deep_red&grids=no') },
  { name: 'case-map-none', who: ['office'], open: at('/admin/case-map?light=grey&source=expert') },
  { name: 'case-map-crowd', who: ['office'], open: crowdedMap },
  { name: 'stubborn-spots', who: ['office', 'leader'], open: at('/admin/stubborn-spots') },
  { name: 'stubborn-spot', who: ['office'], open: chosenSpot },
  { name: 'stubborn-spots-none', who: ['office'], open: at('/admin/stubborn-spots?min_count=5') },
  { name: 'case-rates', who: ['office', 'leader'], open: at('/admin/case-rates') },
  { name: 'case-rates-body', who: ['office'], open: at('/admin/case-rates?by=handling_body') },
  { name: 'case-rates-help', who: ['office'], open: pressing('/admin/case-rates', '.rates__how') },
  { name: 'case-rates-none', who: ['office'], open: at('/admin/case-rates?from=2020-01-01&to=2020-01-31') },

  { name: 'calendar', who: ['office', 'leader'], open: at('/admin/calendar') },
  { name: 'calendar-next', who: ['office'], open: at(`/admin/calendar?year=${nextYear + 1}`) },
  { name: 'calendar-edit', who: ['office'], open: pressing('/admin/calendar', '.calendar__head .el-button') },
  { name: 'calendar-notice', who: ['office'], open: pasted },
  { name: 'calendar-hours', who: ['office'], open: pressing('/admin/calendar', '.hours .plain-button') },

  { name: 'sign-ins', who: ['office', 'houtun'], open: at('/admin/system/sign-ins') },
  { name: 'token-new', who: ['office'], open: pressing('/admin/system/tokens', '.panel__head .el-button') },
  { name: 'token-made', who: ['office'], open: madeToken },
  { name: 'tokens', who: ['office'], open: at('/admin/system/tokens') },
  { name: 'jobs', who: ['admin'], open: at('/admin/system/jobs') },
  { name: 'jobs-failed', who: ['admin'], open: answering('/failed-jobs', { json: { items: [failedJob] } }, at('/admin/system/jobs')) },
  { name: 'nowhere', who: ['office'], open: at('/admin/no-such-page') },
];
