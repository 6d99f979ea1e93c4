import type { CaseRow, LightColour } from '@/api/types';
import { clockedDurationWords, minutesBetween, onClockWords, type Translate } from '@/shared/time';

/** The facts a light is drawn from; a case row has them all. */
export type LightFacts = Pick<CaseRow, 'light' | 'remaining_minutes' | 'overdue_minutes' | 'stage_due_at'> & Partial<Pick<CaseRow, 'clock'>>;

/** A light's word: how much time is left or over, or the name of its colour. */
export function lightWords(facts: LightFacts, t: Translate): string {
  const { light, remaining_minutes: left, overdue_minutes: over } = facts;
  const long = (minutes: number): string =>
    facts.clock
      ? onClockWords(minutes, facts.clock, t)
      : clockedDurationWords(minutes, facts.stage_due_at ? minutesBetween(null, facts.stage_due_at) : 0, t);
  // What is struck off has a limit only while it waits for the second look.
  if (light === 'none' && left !== null) return t('light.recheckLeft', { time: long(left) });
  if (light === 'none' && (over ?? 0) > 0) return t('light.recheckOver', { time: long(over ?? 0) });
  if (isLate(light) || (light === 'hollow' && (over ?? 0) > 0)) {
    const minutes = over ?? (left !== null && left < 0 ? -left : null);
    return minutes === null || minutes < 1 ? t(`light.${light}`) : t('light.over', { time: long(minutes) });
  }
  if ((light === 'green' || light === 'amber') && left !== null) {
    return t('light.left', { time: long(left) });
  }
  return t(`light.${light}`);
}

export function isLate(light: LightColour): boolean {
  return light === 'red' || light === 'deep_red';
}
