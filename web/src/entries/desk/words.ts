import type { Locale } from '@/api/types';
import { createWords } from '@/shared/i18n';
import { setTranslator } from '@/shared/i18n/translate';
import sharedEn from '@/shared/i18n/en';
import sharedZh from '@/shared/i18n/zh';
import calendarEn from '@/features/calendar/words.en';
import calendarZh from '@/features/calendar/words.zh';
import caseMapEn from '@/features/casemap/words.en';
import caseMapZh from '@/features/casemap/words.zh';
import todayEn from '@/features/cases/today/words.en';
import todayZh from '@/features/cases/today/words.zh';
import evidenceEn from '@/features/evidence/words.en';
import evidenceZh from '@/features/evidence/words.zh';
import ratesEn from '@/features/progress/words.en';
import ratesZh from '@/features/progress/words.zh';
import spotsEn from '@/features/cases/spots/words.en';
import spotsZh from '@/features/cases/spots/words.zh';
import casesEn from '@/features/cases/words.en';
import casesZh from '@/features/cases/words.zh';
import peopleEn from '@/features/people/words.en';
import peopleZh from '@/features/people/words.zh';
import placesEn from '@/features/places/words.en';
import placesZh from '@/features/places/words.zh';
import systemEn from '@/features/session/system/words.en';
import systemZh from '@/features/session/system/words.zh';
import sessionEn from '@/features/session/words.en';
import sessionZh from '@/features/session/words.zh';
import shellEn from '@/features/shell/words.en';
import shellZh from '@/features/shell/words.zh';

export const deskZh = { ...shellZh, ...sessionZh, ...casesZh, ...todayZh, ...peopleZh, ...placesZh, ...caseMapZh, ...spotsZh, ...evidenceZh, ...ratesZh, ...calendarZh, ...systemZh };
export const deskEn = { ...shellEn, ...sessionEn, ...casesEn, ...todayEn, ...peopleEn, ...placesEn, ...caseMapEn, ...spotsEn, ...evidenceEn, ...ratesEn, ...calendarEn, ...systemEn };

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
