/** How a followed report is shown: which steps are reached, which two photos tell the story. */
import type { Photo, Report, ReportStep } from '@/api/types';

export type StepState = 'done' | 'now' | 'coming';

export interface ShownStep {
  step: ReportStep;
  at: string | null;
  words: string;
  state: StepState;
}

/**
 * The step the report stands in is going on, whenever it began; only a verdict ends the last one.
 * A report that was not accepted has no steps ahead of it.
 */
export function shownSteps(report: Report): ShownStep[] {
  const ended = report.ending !== null && report.ending.kind !== 'merged';
  const steps = ended ? report.steps.slice(0, 1) : report.steps;
  return steps.map(({ step, at, words }) => {
    if (ended) return { step, at, words, state: 'done' };
    const rated = step === 'rated' && at !== null;
    if (step === report.current_step && !rated) return { step, at, words, state: 'now' };
    return { step, at, words, state: at === null ? 'coming' : 'done' };
  });
}

/** The newest mended view beside the oldest of the same period; null until something is mended. */
export function beforeAndAfter(report: Report): { before: Photo; after: Photo } | null {
  const after = report.photos.filter((p) => p.role === 'after' && p.period === report.period).pop();
  if (!after) return null;
  const before = report.photos.filter((photo) => photo.role === 'before');
  const same = before.find((photo) => photo.period === report.period) ?? before[0];
  return same ? { before: same, after } : null;
}

export type Face = 'good' | 'fair' | 'poor';

export const faceScores: Record<Face, number> = { good: 5, fair: 3, poor: 1 };

export const faceOf = (score: number): Face => (score >= 4 ? 'good' : score >= 3 ? 'fair' : 'poor');
