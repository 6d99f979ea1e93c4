import '@/shared/polyfills';
import '@/shared/styles/tokens.css';
import './desk.css';
import { VueQueryPlugin } from '@tanstack/vue-query';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { configureClient } from '@/shared/http/client';
import App from './App.vue';
import { queryClient } from '@/features/shell/query_client';
import { createDeskRouter } from './router';
import { useSession } from '@/features/session/session';
import { translate } from '@/shared/i18n/translate';
import { words } from './words';

async function start(): Promise<void> {
  const app = createApp(App);
  app.use(createPinia());
  app.use(words);
  app.use(VueQueryPlugin, { queryClient });
  const session = useSession();
  const router = createDeskRouter(session);
  configureClient({
    locale: () => session.locale,
    csrf: () => session.current?.csrf_token ?? null,
    words: () => ({
      offlineTitle: translate('trouble.offlineTitle'),
      offline: translate('trouble.offline'),
      oddTitle: translate('trouble.oddTitle'),
      odd: translate('trouble.odd'),
    }),
    onSignedOut: () => {
      if (!session.current) return;
      session.forget();
      const to = router.currentRoute.value.fullPath;
      void router.replace({ name: 'sign-in', query: { to } });
    },
  });
  await session.load();
  app.use(router);
  await router.isReady();
  app.mount('#app');
}

void start();
