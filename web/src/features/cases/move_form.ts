// What a person fills in for one move, and what is still missing before it can be sent.
import { computed, reactive, type ComputedRef } from 'vue';
import type { AllowedAction, CaseWhole, LimitUnit, Point, RequestKind } from '@/api/types';
import { isTrouble } from '@/shared/http/trouble';
import type { Photos } from '@/shared/photo/use_photos';
import type { Translate } from '@/shared/time';
import { mustFill, type Field, type Filled } from './moves';

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
    note: input.note, reason: input.reason, bodyId: input.bodyId, condition: input.condition, photos,
    intoCaseId: input.intoCaseId,
    limit: input.amount ? { amount: input.amount, unit: input.unit } : null,
    recheckOn: input.recheckOn,
    place: { point: input.point, words: input.words, gridId: input.gridId, siteId: input.site?.id ?? null },
  };
}

/** The key of the words that ask for what is missing; empty when nothing is. */
export function missingIn(field: Field | 'note', allowed: AllowedAction, input: MoveInput, photos: number, least: number): string {
  if (field === 'note') return allowed.needs.includes('note') && !input.note.trim() ? 'cases.dialog.needNote' : '';
  if (!mustFill(allowed, field)) return '';
  const lacks: Partial<Record<Field, [boolean, string]>> = {
    after_photos: [photos < least, 'cases.dialog.needPhotos'],
    reason: [!input.reason, 'cases.dialog.needReason'],
    body: [!input.bodyId, 'cases.dialog.needBody'],
    limit: [!input.amount, 'cases.dialog.needLimit'],
    recheck_on: [!input.recheckOn, 'cases.dialog.needRecheck'],
    case: [!input.intoCaseId, 'cases.dialog.needCase'],
    place: [!input.point || input.outside, input.point ? 'cases.form.outside' : 'cases.dialog.needPlace'],
  };
  const [lacking, words] = lacks[field] ?? [false, ''];
  return lacking ? words : '';
}

const fields = ['after_photos', 'photos', 'case', 'place', 'body', 'condition', 'limit', 'recheck_on', 'reason', 'note'] as const;
export type FaultName = (typeof fields)[number];

/** Where the server points when it refuses a field. */
const paths: Record<FaultName, string[]> = {
  after_photos: ['/after_photos'], photos: ['/photos'], case: ['/into_case_id'], place: ['/place'], body: ['/body_id'],
  condition: ['/condition'], limit: ['/limit'], recheck_on: ['/recheck_on'], reason: ['/reason'], note: ['/note'],
};

export interface MoveForm {
  input: MoveInput;
  faults: ComputedRef<Record<FaultName, string>>;
  incomplete: ComputedRef<boolean>;
  filled: () => Filled;
}

export function useMoveForm(one: CaseWhole, allowed: () => AllowedAction, photos: Photos, least: () => number, trouble: () => unknown, t: Translate): MoveForm {
  const input = reactive<MoveInput>(startInput(one));
  const missing = (field: FaultName): string => missingIn(field, allowed(), input, photos.digests.value.length, least());
  function refused(field: FaultName): string {
    const error = trouble();
    if (!isTrouble(error)) return '';
    return paths[field].map((path) => error.fieldWords(path)).find(Boolean) ?? '';
  }
  return {
    input,
    incomplete: computed(() => fields.some((field) => missing(field) !== '')),
    faults: computed(() => {
      const say = (field: FaultName): string => {
        const key = missing(field);
        return key ? t(key, { n: least() }) : refused(field);
      };
      return Object.fromEntries(fields.map((field) => [field, say(field)])) as Record<FaultName, string>;
    }),
    filled: () => filledFrom(input, photos.digests.value),
  };
}
