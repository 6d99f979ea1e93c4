/** How a followed report is shown: which steps are reached, which two photos tell the story. */
import type { Photo, Report, ReportStep } from '@/api/types';

export type StepState = 'done' | 'now' | 'coming';

export interface ShownStep {
  step: ReportStep;
  at: string | null;
  words: string;
  state: StepState;
}

/** A reached step is done unless it is the one the report now stands in and work goes on there. */
export function shownSteps(report: Report): ShownStep[] {
  const reached = report.steps.filter((step) => step.at !== null);
  const last = reached[reached.length - 1]?.step;
  const going = last === 'received' || last === 'in_hand' ? last : null;
  return report.steps.map(({ step, at, words }) => {
    const waits = step === 'rated' && report.can_rate && at === null;
    const state: StepState = step === going || waits ? 'now' : at === null ? 'coming' : 'done';
    return { step, at, words, state };
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
