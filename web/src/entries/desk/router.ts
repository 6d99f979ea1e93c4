import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router';
import { watch } from 'vue';
import type { SessionStore } from '@/features/session/session';
import { translate } from '@/shared/i18n/translate';
import { firstPage } from '@/features/session/first_page';

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title. */
    title?: string;
    /** The power without which the page is not offered. */
    power?: string;
    /** Open without signing in. */
    open?: boolean;
    /** The route the breadcrumb leads back to. */
    parent?: string;
  }
}

const shell: RouteRecordRaw[] = [
  { path: '', name: 'home', redirect: { name: 'today' } },
  {
    path: 'today', name: 'today', component: () => import('@/features/cases/today/TodayPage.vue'),
    meta: { title: 'today.title', power: 'cases.read' },
  },
  {
    path: 'cases', name: 'cases', component: () => import('@/features/cases/CaseListPage.vue'),
    meta: { title: 'shell.cases', power: 'cases.read' },
  },
  {
    path: 'cases/new', name: 'case-new', component: () => import('@/features/cases/NewCasePage.vue'),
    meta: { title: 'shell.newCase', power: 'cases.report', parent: 'cases' },
  },
  {
    path: 'cases/:id', name: 'case', component: () => import('@/features/cases/CasePage.vue'), props: true,
    meta: { title: 'shell.case', power: 'cases.read', parent: 'cases' },
  },
  {
    path: 'case-map', name: 'case-map', component: () => import('@/features/casemap/CaseMapPage.vue'),
    meta: { title: 'caseMap.title', power: 'cases.read' },
  },
  {
    path: 'stubborn-spots', name: 'spots', component: () => import('@/features/cases/spots/SpotsPage.vue'),
    meta: { title: 'spots.title', power: 'cases.read' },
  },
  {
    path: 'case-rates', name: 'rates', component: () => import('@/features/progress/RatesPage.vue'),
    meta: { title: 'rates.title', power: 'cases.read' },
  },
  {
    path: 'people', name: 'people', component: () => import('@/features/people/PeoplePage.vue'),
    meta: { title: 'shell.people', power: 'reference.read' },
  },
  {
    path: 'places', name: 'places', component: () => import('@/features/places/PlacesPage.vue'),
    meta: { title: 'shell.places', power: 'reference.read' },
  },
  {
    path: 'calendar', name: 'calendar', component: () => import('@/features/calendar/CalendarPage.vue'),
    meta: { title: 'calendar.name', power: 'reference.read' },
  },
  {
    path: 'system/:page?', name: 'system', component: () => import('@/features/session/system/SystemPage.vue'), props: true,
    meta: { title: 'system.title', power: 'reference.read' },
  },
  {
    path: ':rest(.*)*', name: 'nowhere', component: () => import('@/features/shell/NowherePage.vue'),
    meta: { title: 'shell.nowhere' },
  },
];

const routes: RouteRecordRaw[] = [
  {
    path: '/sign-in', name: 'sign-in', component: () => import('@/features/session/SignInPage.vue'),
    meta: { title: 'session.signIn', open: true },
  },
  {
    path: '/set-up', name: 'set-up', component: () => import('@/features/session/SetUpPage.vue'),
    meta: { title: 'session.setUp', open: true },
  },
  { path: '/', component: () => import('@/features/shell/DeskShell.vue'), children: shell },
];

export function createDeskRouter(session: SessionStore): Router {
  const router = createRouter({
    history: createWebHistory('/admin/'),
    routes,
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  });
  router.beforeEach((to) => {
    if (session.start?.set_up_needed && to.name !== 'set-up') return { name: 'set-up' };
    if (to.name === 'set-up' && !session.start?.set_up_needed) return { name: 'sign-in' };
    if (to.meta.open) return session.current && to.name === 'sign-in' ? firstPage(session) : true;
    if (!session.current) return { name: 'sign-in', query: { to: to.fullPath } };
    if (to.meta.power && !session.can(to.meta.power)) return firstPage(session);
    return true;
  });
  const entitle = (): void => {
    const { title } = router.currentRoute.value.meta;
    const county = session.current?.county.name ?? session.start?.county_name ?? '';
    document.title = [title ? translate(title) : '', county, translate('shell.product')].filter(Boolean).join(' · ');
  };
  router.afterEach(entitle);
  watch(() => session.locale, entitle, { flush: 'post' });
  // A new release has replaced the hashed file this page still asks for: load the page afresh, once.
  router.onError((error, to) => {
    if (/dynamically imported module|Importing a module/i.test(String(error))) window.location.assign(`/admin${to.fullPath}`);
  });
  return router;
}
