import type { Locale } from '@/api/types';
import { createWords } from '@/shared/i18n';
import { setTranslator } from '@/shared/i18n/translate';
import sharedEn from '@/shared/i18n/en';
import sharedZh from '@/shared/i18n/zh';

/** Each feature brings words.zh.ts and words.en.ts below a name of its own. */
const merged = (files: Record<string, object>): Record<string, unknown> => Object.assign({}, ...Object.values(files));
const deskZh = merged(import.meta.glob<object>('@/features/**/words.zh.ts', { eager: true, import: 'default' }));
const deskEn = merged(import.meta.glob<object>('@/features/**/words.en.ts', { eager: true, import: 'default' }));

export const words = createWords({ 'zh-CN': deskZh, en: deskEn }, { 'zh-CN': sharedZh, en: sharedEn });

interface Composer {
  locale: { value: Locale };
  t: (key: string, values?: Record<string, unknown>) => string;
}
const composer = words.global as unknown as Composer;

setTranslator((key, values) => composer.t(key, values ?? {}));

export function setWordsLocale(locale: Locale): void {
  composer.locale.value = locale;
}
