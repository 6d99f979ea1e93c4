/** The addresses under /p. A code on a wall is /p/?s=CODE, a progress card /p/r/NUMBER?c=CODE. */
import { nextTick } from 'vue';
import { createRouter, createWebHistory, type LocationQueryValue } from 'vue-router';
import { useDraft } from '@/features/portal/model/use_draft';
import HomePage from '@/features/portal/screens/HomePage.vue';

const first = (value: LocationQueryValue | LocationQueryValue[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? '';

const ReportPage = () => import('@/features/portal/screens/ReportPage.vue');
const PlacePage = () => import('@/features/portal/screens/PlacePage.vue');
const SentPage = () => import('@/features/portal/screens/SentPage.vue');
const FollowPage = () => import('@/features/portal/screens/FollowPage.vue');
const FindPage = () => import('@/features/portal/screens/FindPage.vue');
const LostPage = () => import('@/features/portal/screens/LostPage.vue');

export const router = createRouter({
  history: createWebHistory('/p/'),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/', component: HomePage, meta: { title: 'app.name' } },
    { path: '/report', component: ReportPage, meta: { title: 'report.title' } },
    { path: '/place', component: PlacePage, meta: { title: 'map.title' } },
    { path: '/sent/:number', component: SentPage, props: true, meta: { title: 'sent.title' } },
    {
      path: '/r/:number',
      component: FollowPage,
      props: (route) => ({ number: first(route.params['number']), code: first(route.query['c']) }),
      meta: { title: 'follow.title' },
    },
    {
      path: '/find',
      component: FindPage,
      props: (route) => ({ given: first(route.query['n']) }),
      meta: { title: 'find.title' },
    },
    { path: '/:rest(.*)*', component: LostPage, meta: { title: 'app.notFound' } },
  ],
});

/** Fetched while the camera is open, so that a line lost in between does not matter. */
export function fetchNextPages(): void {
  for (const page of [ReportPage, SentPage]) page().catch(() => undefined);
}

router.beforeEach((to) => {
  const scanned = first(to.query['s']);
  if (scanned !== '') useDraft().takeScannedSite(scanned);
});

export function setTitle(translate: (key: string) => string): void {
  const name = translate('app.name');
  const title = translate(String(router.currentRoute.value.meta['title'] ?? 'app.name'));
  document.title = title === name ? name : `${title} · ${name}`;
}

/** A new page is announced: its title is set and the focus goes to its beginning. */
export function tellOfPages(translate: (key: string) => string): void {
  router.afterEach(async (_to, from) => {
    setTitle(translate);
    if (from.matched.length === 0) return;
    await nextTick();
    document.getElementById('main')?.focus({ preventScroll: true });
  });
}
