// The shapes of /api/v1 as the screens use them. They come from the generated description; only where the
// description must stay vague (ids that may be missing, JSON put together elsewhere) a shape is made sharper here.
import type * as api from './generated/types.gen';

type With<Whole, Sharper> = Omit<Whole, keyof Sharper> & Sharper;
/** An id that the server leaves null when there is none. */
type MaybeId = string | null;

export type Instant = string;
export type Locale = 'zh-CN' | 'en';
export type Point = api.Point;
export type Named = api.NamedGrid;
export type CodeName = api.NamedCode;
export type BlobAnswer = api.Blob;
export type Problem = With<api.Problem, { type?: string; request_id?: string }>;
export type FieldProblem = NonNullable<api.Problem['errors']>[number];

export interface Items<T> {
  items: T[];
}
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
  total: number | null;
}

export interface PostHeld {
  id: string;
  title: string;
  body_id: string;
  body_name: string;
}
/** Before sign-in only the name and the days are told. */
export type CampaignShort = Partial<Pick<api.Campaign, 'id' | 'title_sought' | 'inspection_on'>> &
  Pick<api.Campaign, 'name' | 'days_left'>;
export type Session = With<api.Session, { locale: Locale; posts: PostHeld[]; campaign: CampaignShort | null }>;
export interface DemoAccount {
  login: string;
  password: string;
  name: string;
  title: string;
  role: string;
}
export type Start = With<api.Start, { campaign: CampaignShort | null; demo_accounts: DemoAccount[] | null }>;

type BodyIds = { parent_id: MaybeId; succeeded_by_id: MaybeId; leading_body_id: MaybeId };
export type Body = With<api.Body, BodyIds>;
export type BodyWhole = With<api.BodyDetail, BodyIds>;
export type PhoneEntry = api.PhoneEntry;
export type Grid = With<api.Grid, { body_id: MaybeId; polygon: number[][][] }>;
export type Site = With<api.Site, { grid_id: MaybeId; manager_body_id: MaybeId }>;
export interface GeoJson {
  type: 'FeatureCollection';
  features: unknown[];
}
export interface MapLayers {
  layers: With<api.MapLayer, { geojson: GeoJson }>[];
  extent: [number, number, number, number];
}
export type Responsibility = With<api.Responsibility, { site: Site | null }>;
export type ChainLink = api.ResponsibilityLink;
export type Gap = api.ResponsibilityGap;
export type PlaceCheck = api.PlaceCheck;
export type CaseKind = With<api.CaseKind, { line_body_id: MaybeId }>;
export type CaseKinds = With<api.CaseKinds, { kinds: CaseKind[] }>;
export type CaseCondition = api.CaseCondition;
export type Evidence = api.EvidenceWanted;

export interface Photo {
  sha256: string;
  url: string;
  thumb_url: string;
  role: 'before' | 'after';
  period: number;
  taken_at: Instant | null;
  added_at: Instant;
  added_by_name: string | null;
}

export type CaseState =
  | 'reported'
  | 'filed'
  | 'dispatched'
  | 'handling'
  | 'handled'
  | 'checking'
  | 'checked'
  | 'closed';
export type LightColour = 'green' | 'amber' | 'red' | 'deep_red' | 'grey' | 'hollow' | 'none';
export type CaseSource = 'citizen' | 'patrol' | 'inspection' | 'hotline' | 'leader' | 'expert' | 'meeting' | 'other';

export interface CasePlace {
  words: string;
  point: Point | null;
  grid_id: string | null;
  grid_name: string | null;
  site_id: string | null;
  site_name: string | null;
}
export interface CaseRow {
  id: string;
  number: string;
  revision: number;
  state: CaseState;
  period: number;
  kind: { code: string; name: string; icon: string };
  condition: CodeName | null;
  summary: string;
  place: CasePlace;
  block_body: Named | null;
  line_body: Named | null;
  handling_body: Named | null;
  source: CaseSource;
  light: LightColour;
  stage_due_at: Instant | null;
  due_at: Instant | null;
  overdue_minutes: number | null;
  remaining_minutes: number | null;
  reported_at: Instant;
  closed_at: Instant | null;
  rework_count: number;
  thumb_url: string | null;
  waits_for: { body_name: string | null; role_words: string } | null;
}
export interface CaseStage {
  stage: string;
  period: number;
  body_name: string | null;
  person_name: string | null;
  entered_at: Instant;
  left_at: Instant | null;
  due_at: Instant | null;
  work_minutes: number;
  overdue: boolean;
}
export interface CaseEvent {
  at: Instant;
  kind: string;
  words: string;
  actor_name: string | null;
  actor_title: string | null;
  note: string | null;
  reason: string | null;
  period: number;
}
export type Action =
  | 'file'
  | 'dispatch'
  | 'sign'
  | 'return'
  | 'handle'
  | 'confirm'
  | 'send_back'
  | 'pass'
  | 'rework'
  | 'close'
  | 'refuse_closure';
export type Need = 'after_photos' | 'reason' | 'note' | 'body' | 'condition';
export interface AllowedAction {
  action: Action;
  needs: Need[];
  reasons: CodeName[];
}
export interface CaseWhole extends CaseRow {
  description_origin: string | null;
  campaign_id: string;
  kind_closing: string | null;
  evidence: Evidence;
  photos: Photo[];
  stages: CaseStage[];
  events: CaseEvent[];
  reporter: { kind: 'citizen' | 'official'; name: string | null; phone_masked: string | null } | null;
  rule: { version: number | string } | null;
  allowed_actions: AllowedAction[];
  rating: { score: number; words: string } | null;
  objection_until: Instant | null;
}
export interface CaseCounts {
  by_state: Partial<Record<CaseState, number>>;
  by_light: Partial<Record<LightColour, number>>;
  waiting_for_me: number;
}
export interface NewCase {
  kind: string;
  condition: string | null;
  summary: string;
  place: { point: Point; words: string; grid_id: string | null; site_id: string | null };
  source: CaseSource;
  before_photos: string[];
  after_photos: string[];
  found_at: Instant | null;
  hotline_caller: { name: string | null; phone: string | null } | null;
}
export interface Contact {
  name: string | null;
  phone: string | null;
}

export interface PortalKind {
  code: string;
  name: string;
  icon: string;
}
export interface NewReport {
  kind: string;
  words: string;
  place: { point: Point | null; words: string; site_code: string | null };
  photos: string[];
  phone: string | null;
  name: string | null;
}
export interface ReportReceipt {
  number: string;
  follow_code: string;
  promise_words: string;
  follow_url: string;
}
export type ReportStep = 'received' | 'in_hand' | 'mended' | 'rated';
export interface Report {
  number: string;
  kind: CodeName;
  words: string;
  place_words: string;
  grid_name: string | null;
  steps: { step: ReportStep; at: Instant | null; words: string }[];
  current_step: ReportStep;
  handled_by: string | null;
  photos: Photo[];
  can_rate: boolean;
  can_object: boolean;
  object_until: Instant | null;
  reasons: CodeName[];
  rating: { score: number; words: string } | null;
  period: number;
  closed_at: Instant | null;
  server_now: Instant;
}
