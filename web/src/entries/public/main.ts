import '@/shared/polyfills';
import '@/shared/styles/tokens.css';
import 'vant/es/style/base.css';
import 'vant/es/cell/index.css';
import 'vant/es/field/index.css';
import 'vant/es/overlay/index.css';
import 'vant/es/popup/index.css';
import 'vant/es/button/index.css';
import 'vant/es/dialog/index.css';
import '@/features/portal/portal.css';
import { createApp } from 'vue';
import { restoreElder } from '@/features/portal/model/elder';
import { configureClient } from '@/shared/http/client';
import { createWords } from '@/shared/i18n';
import sharedEn from '@/shared/i18n/en';
import sharedZh from '@/shared/i18n/zh';
import App from './App.vue';
import { router, tellOfPages } from './router';
import en from './words/en';
import zh from './words/zh';

const words = createWords({ 'zh-CN': zh, en }, { 'zh-CN': sharedZh, en: sharedEn });
const { t, locale } = words.global as unknown as {
  t: (key: string) => string;
  locale: { value: string };
};

configureClient({
  locale: () => locale.value,
  words: () => ({
    offlineTitle: t('trouble.offlineTitle'),
    offline: t('trouble.offline'),
    oddTitle: t('trouble.oddTitle'),
    odd: t('trouble.odd'),
  }),
});

restoreElder();
tellOfPages(t);
createApp(App).use(words).use(router).mount('#app');
