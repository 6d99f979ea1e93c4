// The case's way from report to strike-off, as the row of steps on top of its page shows it.
import type { CaseStage, CaseState, CaseWhole } from '@/api/types';
import { clockedDurationWords, minutesBetween, shortInstantWords, type Translate } from '@/shared/time';
import type { Step } from '@/shared/ui/StageSteps.vue';
import { openStates } from './list_state';

/** What has to be done in each stage: a case that stands "to be filed" is at the step "filing". */
const works: Record<(typeof openStates)[number], string> = {
  reported: 'file',
  filed: 'dispatch',
  dispatched: 'sign',
  handling: 'handle',
  handled: 'confirm',
  checking: 'check',
  checked: 'strike',
};

function lastOf(stages: CaseStage[], state: CaseState, period: number): CaseStage | undefined {
  return stages.filter((stage) => stage.stage === state && stage.period === period).pop();
}

function timeWords(stage: CaseStage, t: Translate): string {
  const time = clockedDurationWords(stage.work_minutes, minutesBetween(stage.entered_at, stage.left_at), t);
  const words = t(stage.left_at ? 'cases.stageTook' : 'cases.stageRunning', { time });
  return stage.overdue ? `${words} · ${t('cases.stageOver')}` : words;
}

/** The present period's steps; what a rework or an earlier period took stands in the table of stages. */
export function stepsOf(one: CaseWhole, t: Translate): Step[] {
  const now = one.state === 'closed' ? openStates.length : openStates.indexOf(one.state);
  const steps: Step[] = [
    { key: 'report', title: t('cases.steps.report'), at: shortInstantWords(one.reported_at), state: 'done' },
  ];
  openStates.forEach((state, index) => {
    const stage = index <= now ? lastOf(one.stages, state, one.period) : undefined;
    const at = stage?.left_at ?? (state === 'checked' ? one.closed_at : null);
    steps.push({
      key: works[state],
      title: t(`cases.steps.${works[state]}`),
      at: index < now && at ? shortInstantWords(at) : null,
      words: stage ? timeWords(stage, t) : null,
      state: index < now ? 'done' : index === now ? 'now' : 'coming',
      late: stage?.overdue ?? false,
    });
  });
  return steps;
}
