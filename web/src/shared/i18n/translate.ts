import type { Translate } from '@/shared/time';

let current: Translate = (key) => key;

/** The entry says once how words are found. */
export function setTranslator(own: Translate): void {
  current = own;
}

/** Words for code outside components; components use `useI18n`. */
export const translate: Translate = (key, values) => current(key, values);
