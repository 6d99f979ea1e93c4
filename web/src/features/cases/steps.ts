// The case's way through its stages, as the row of steps on top of its page shows it.
import type { CaseStage, CaseState, CaseWhole } from '@/api/types';
import { shortInstantWords, workDurationWords, type Translate } from '@/shared/time';
import type { Step } from '@/shared/ui/StageSteps.vue';
import { allStates } from './list_state';

function lastOf(stages: CaseStage[], state: CaseState, period: number): CaseStage | undefined {
  return stages.filter((stage) => stage.stage === state && stage.period === period).pop();
}

function stepState(index: number, now: number, closed: boolean): Step['state'] {
  if (closed || index < now) return 'done';
  return index === now ? 'now' : 'coming';
}

/** The present period's steps; what a rework or an earlier period took stands in the table of stages. */
export function stepsOf(one: CaseWhole, t: Translate): Step[] {
  const now = allStates.indexOf(one.state);
  const closed = one.state === 'closed';
  return allStates.map((state, index) => {
    const stage = lastOf(one.stages, state, one.period);
    const reached = index <= now;
    const time = stage ? workDurationWords(stage.work_minutes, t) : '';
    const words = stage && state !== 'closed' ? t(stage.left_at ? 'cases.stageTook' : 'cases.stageRunning', { time }) : null;
    const at = state === 'closed' ? one.closed_at : (stage?.entered_at ?? (state === 'reported' ? one.reported_at : null));
    return {
      key: state,
      title: t(`cases.steps.${state}`),
      at: reached && at ? shortInstantWords(at) : null,
      words: reached && words ? (stage?.overdue ? `${words} · ${t('cases.stageOver')}` : words) : null,
      state: stepState(index, now, closed),
      late: reached && (stage?.overdue ?? false),
    };
  });
}
