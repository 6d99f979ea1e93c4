import { createI18n, type I18n } from 'vue-i18n';
import type { Locale } from '@/api/types';

const storageName = 'weicheng.locale';

/** The language chosen on this device; Chinese unless the person chose otherwise. */
export function rememberedLocale(): Locale {
  try {
    return localStorage.getItem(storageName) === 'en' ? 'en' : 'zh-CN';
  } catch {
    return 'zh-CN';
  }
}

export function rememberLocale(locale: Locale): void {
  document.documentElement.lang = locale;
  try {
    localStorage.setItem(storageName, locale);
  } catch {
    // A private window may forbid storage; the language then lasts as long as the page.
  }
}

type Words = Record<string, unknown>;

/** One i18n for an entry: its own words together with the shared ones. */
export function createWords(own: Record<Locale, Words>, shared: Record<Locale, Words>): I18n {
  const locale = rememberedLocale();
  document.documentElement.lang = locale;
  return createI18n({
    legacy: false,
    locale,
    fallbackLocale: 'zh-CN',
    messages: {
      'zh-CN': { ...shared['zh-CN'], ...own['zh-CN'] },
      en: { ...shared.en, ...own.en },
    },
  } as never) as unknown as I18n;
}
