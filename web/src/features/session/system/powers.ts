// A power in words; one this screen does not know yet shows its code.
import type { Translate } from '@/shared/time';

export function powerWords(power: string, t: Translate, known: (key: string) => boolean): string {
  const key = `system.power.${power.replace('.', '_')}`;
  return known(key) ? t(key) : power;
}
