// A power in words: the screen's own, else those its module brings; one that has none shows its code.
import type { Translate } from '@/shared/time';

export function powerWords(power: string, t: Translate, known: (key: string) => boolean): string {
  const key = [`system.power.${power.replace('.', '_')}`, power.replace('.', '.power.')].find(known);
  return key ? t(key) : power;
}
