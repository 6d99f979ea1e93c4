// The case's way from report to strike-off, as the row of steps on top of its page shows it.
import type { CaseStage, CaseState, CaseWhole } from '@/api/types';
import { clockedDurationWords, minutesBetween, shortInstantWords, type Translate } from '@/shared/time';
import type { Step } from '@/shared/ui/StageSteps.vue';
import { wayStates } from './list_state';

type WayState = (typeof wayStates)[number];

/** What has to be done in each stage: a case that stands "to be filed" is at the step "filing". */
export const works: Record<WayState, string> = {
  reported: 'file',
  filed: 'dispatch',
  dispatched: 'sign',
  handling: 'handle',
  handled: 'confirm',
  checking: 'check',
  checked: 'strike',
};

/** The step on the way beside which a state stands. */
const beside: Partial<Record<CaseState, WayState>> = { verifying: 'reported', disputed: 'dispatched', suspended: 'handling' };

function lastOf(stages: CaseStage[], state: CaseState, period: number): CaseStage | undefined {
  return stages.filter((stage) => stage.stage === state && stage.period === period).pop();
}

function timeWords(stage: CaseStage, t: Translate): string {
  const time = clockedDurationWords(stage.work_minutes, minutesBetween(stage.entered_at, stage.left_at), t);
  const words = t(stage.left_at ? 'cases.stageTook' : 'cases.stageRunning', { time });
  return stage.overdue ? `${words} · ${t('cases.stageOver')}` : words;
}

/** How far the case has come: the index of its step; past the last when struck off, and where it ended otherwise. */
function reached(one: CaseWhole): number {
  if (one.state === 'closed') return wayStates.length;
  const at = beside[one.state] ?? one.state;
  const index = (wayStates as readonly string[]).indexOf(at);
  if (index >= 0) return index;
  const last = one.stages.filter((stage) => stage.period === one.period && (wayStates as readonly string[]).includes(stage.stage)).pop();
  return last ? (wayStates as readonly string[]).indexOf(last.stage) : 0;
}

/** The present period's steps; what a rework or an earlier period took stands in the table of stages. */
export function stepsOf(one: CaseWhole, t: Translate): Step[] {
  const now = reached(one);
  const ended = one.state === 'not_accepted' || one.state === 'voided' || one.state === 'merged';
  const steps: Step[] = [
    { key: 'report', title: t('cases.steps.report'), at: shortInstantWords(one.reported_at), state: 'done' },
  ];
  wayStates.forEach((state, index) => {
    const aside = index === now && one.state !== state ? one.state : null;
    const stage = index <= now ? lastOf(one.stages, aside && !ended ? aside : state, one.period) : undefined;
    const at = stage?.left_at ?? (state === 'checked' ? one.closed_at : null);
    steps.push({
      key: works[state],
      // Beside the way, the step says so: "sign for it" while it is in dispute reads "in dispute".
      title: t(aside ? `cases.states.${aside}` : `cases.steps.${works[state]}`),
      at: index < now && at ? shortInstantWords(at) : null,
      words: stage && !(ended && index === now) ? timeWords(stage, t) : null,
      state: index < now ? 'done' : index === now ? 'now' : 'coming',
      late: stage?.overdue ?? false,
    });
  });
  // What ended beside the way goes no further on it.
  return ended ? steps.slice(0, now + 2) : steps;
}
