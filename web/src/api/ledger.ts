// Shapes of the ledger's answers that are still missing from the generated description. Once `npm run api`
// brings them, `types.ts` takes them from there and this file goes.
import type * as api from './generated/types.gen';

export type LedgerState = 'verifying' | 'disputed' | 'suspended' | 'not_accepted' | 'voided' | 'merged';
export type LedgerAction =
  | 'ask_verification' | 'verify_true' | 'verify_false' | 'decline' | 'reassign' | 'dispute' | 'rule'
  | 'void' | 'merge' | 'relocate' | 'reinstate' | 'close_as_delegate' | 'recheck_pass' | 'recheck_fail'
  | 'ask_extension' | 'grant_extension' | 'refuse_extension'
  | 'ask_suspension' | 'grant_suspension' | 'refuse_suspension' | 'prolong_suspension' | 'resume'
  | 'ask_exemption' | 'support_exemption' | 'refuse_exemption' | 'grant_exemption' | 'deny_exemption';

export type RequestKind = 'extension' | 'suspension' | 'lateness';
export type RequestStatus = 'open' | 'supported' | 'granted' | 'refused' | 'lapsed';
export type Verification = 'none' | 'asked' | 'confirmed' | 'not_found';
export type Recheck = 'none' | 'due' | 'passed' | 'failed';
export type LimitUnit = api.LimitInWords['unit'];
export type EvidenceSignName =
  | 'same_photo' | 'near_same_photo' | 'taken_before_case' | 'far_from_place'
  | 'seconds_before_limit' | 'unchanged_view' | 'other_view';

/** What a row of the ledger says beyond the generated shape. */
export interface LedgerRow {
  clock: 'work' | 'natural' | null;
  provisional: boolean;
  /** 0: the first case of this kind at this place. */
  recurrence_no: number;
  request_open: RequestKind | null;
}

export interface CaseRequest {
  id: string;
  kind: RequestKind;
  status: RequestStatus;
  period: number;
  body: { id: string; name: string };
  asked_at: string;
  asked_by_name: string | null;
  reason: api.CaseCodeName;
  note: string | null;
  limit: api.LimitInWords | null;
  recheck_on: string | null;
  decide_by: string | null;
  reviewed_at: string | null;
  reviewed_by_name: string | null;
  review_note: string | null;
  decided_at: string | null;
  decided_by_name: string | null;
  decision_note: string | null;
}
export interface CaseLink {
  id: string;
  number: string;
}
export interface Suspension {
  since: string;
  recheck_on: string | null;
  reason: api.CaseCodeName | string | null;
  remaining_minutes: number | null;
}
export interface EvidenceSign {
  sign: EvidenceSignName;
  words: string;
  photo_sha256: string | null;
  other_sha256: string | null;
  other_case: CaseLink | null;
}
export interface LedgerWhole extends LedgerRow {
  verification: Verification;
  first_body: api.BodyOfCase | null;
  verdict_binds: boolean;
  suspension: Suspension | null;
  merged_into: CaseLink | null;
  merged_from: (CaseLink & { reported_at: string })[];
  recurs_of: (CaseLink & { closed_at: string | null; distance_m: number; days: number }) | null;
  recurred_as: (CaseLink & { reported_at: string; distance_m: number })[];
  recheck: Recheck;
  lateness: { late: boolean; exempt: boolean };
  requests: CaseRequest[];
  evidence_signs: EvidenceSign[];
}

export type TodayCode =
  | 'overdue' | 'due_soon' | 'to_verify' | 'to_file' | 'to_dispatch' | 'disputed' | 'to_sign' | 'to_confirm'
  | 'to_check' | 'to_close' | 'requests' | 'rechecks' | 'suspended_due';
export interface TodayCard {
  code: TodayCode;
  count: number;
  yesterday: number | null;
  /** The query of GET /cases that lists exactly these. */
  query: string;
}

export interface DuplicateCase {
  id: string;
  number: string;
  kind: { code: string; name: string; icon: string };
  summary: string;
  place_words: string;
  distance_m: number;
  reported_at: string;
  state: api.Case['state'] | LedgerState;
  light: api.Case['light'];
  thumb_url: string | null;
}
export interface Duplicates {
  radius_m: number;
  days: number;
  items: DuplicateCase[];
}
/** All a citizen is told about what others reported nearby. */
export interface NearbyReport {
  distance_m: number;
  reported_at: string;
  step: api.ReportStep['step'];
  step_words: string;
}
/** How a citizen's report came to an end without being handled, or whose way it follows now. */
export interface ReportEnding {
  kind: 'not_accepted' | 'voided' | 'merged';
  reason: string | null;
  at: string | null;
}
