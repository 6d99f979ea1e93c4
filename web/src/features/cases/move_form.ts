// What a person fills in for one move, and what is still missing before it can be sent.
import { computed, reactive, type ComputedRef } from 'vue';
import type { AllowedAction, CaseWhole, LimitUnit, MoveInput as Ask, Point, RequestKind } from '@/api/types';
import { isTrouble } from '@/shared/http/trouble';
import type { Photos } from '@/shared/photo/use_photos';
import type { Translate } from '@/shared/time';
import type { Asked, Filled } from './moves';

export interface MoveInput {
  note: string;
  reason: string | null;
  bodyId: string | null;
  condition: string | null;
  intoCaseId: string | null;
  amount: number | undefined;
  unit: LimitUnit;
  recheckOn: string | null;
  point: Point | null;
  words: string;
  site: { id: string; name: string } | null;
  gridId: string | null;
  outside: boolean;
}

/** The request that a decision is about. */
export const openRequest = (one: Pick<CaseWhole, 'requests'>, kind?: RequestKind) =>
  one.requests.find((each) => (each.status === 'open' || each.status === 'supported') && (!kind || each.kind === kind)) ?? null;

export function startInput(one: CaseWhole): MoveInput {
  const { point, words, site_id, site_name, grid_id } = one.place;
  return {
    note: '', reason: null, bodyId: null, condition: one.condition?.code || null, intoCaseId: null,
    amount: 1, unit: 'work_days', recheckOn: openRequest(one, 'suspension')?.recheck_on ?? null,
    point: point ? { ...point } : null, words, site: site_id ? { id: site_id, name: site_name ?? '' } : null,
    gridId: grid_id, outside: false,
  };
}

export function filledFrom(input: MoveInput, photos: string[]): Filled {
  return {
    text: input.note.trim(), reason: input.reason, body: input.bodyId, condition: input.condition, photos,
    case: input.intoCaseId,
    limit: input.amount ? { amount: input.amount, unit: input.unit } : null,
    day: input.recheckOn,
    place: { point: input.point, words: input.words.trim(), grid_id: input.gridId, site_id: input.site?.id ?? null },
  };
}

/** The key of the words that ask for what is missing; empty when nothing is. */
export function missingIn(ask: Ask, input: MoveInput, photos: number): string {
  if (!ask.required) return '';
  const lacks: Record<Asked, [boolean, string]> = {
    photos: [photos < ask.least, 'cases.dialog.needPhotos'],
    reason: [!input.reason, 'cases.dialog.needReason'],
    body: [!input.bodyId, 'cases.dialog.needBody'],
    condition: [!input.condition, 'cases.dialog.needCondition'],
    limit: [!input.amount, 'cases.dialog.needLimit'],
    day: [!input.recheckOn, 'cases.dialog.needRecheck'],
    case: [!input.intoCaseId, 'cases.dialog.needCase'],
    place: [!input.point || input.outside, input.point ? 'cases.form.outside' : 'cases.dialog.needPlace'],
    text: [!input.note.trim(), 'cases.dialog.needNote'],
  };
  const [lacking, words] = lacks[ask.as];
  return lacking ? words : '';
}

export interface MoveForm {
  input: MoveInput;
  /** What is wrong with each thing that is asked; nothing where all is well. */
  faults: ComputedRef<Partial<Record<Asked, string>>>;
  incomplete: ComputedRef<boolean>;
  filled: () => Filled;
}

export function useMoveForm(one: CaseWhole, allowed: () => AllowedAction, photos: Photos, trouble: () => unknown, t: Translate): MoveForm {
  const input = reactive<MoveInput>(startInput(one));
  const missing = (ask: Ask): string => missingIn(ask, input, photos.digests.value.length);
  function refused(ask: Ask): string {
    const error = trouble();
    return isTrouble(error) ? (error.fieldWords(`/${ask.field}`) ?? '') : '';
  }
  return {
    input,
    incomplete: computed(() => allowed().asks.some((ask) => missing(ask) !== '')),
    faults: computed(() => {
      const say = (ask: Ask): string => {
        const key = missing(ask);
        return key ? t(key, { n: ask.least }) : refused(ask);
      };
      return Object.fromEntries(allowed().asks.map((ask) => [ask.as, say(ask)]));
    }),
    filled: () => filledFrom(input, photos.digests.value),
  };
}
