// The shapes of /api/v1 as the screens use them.

export type Instant = string;
export type Locale = 'zh-CN' | 'en';

export interface Point {
  lon: number;
  lat: number;
}
export interface Named {
  id: string;
  name: string;
}
export interface CodeName {
  code: string;
  name: string;
}
export interface Items<T> {
  items: T[];
}
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
  total: number | null;
}

export interface FieldProblem {
  path: string;
  code: string;
  detail: string;
}
export interface Problem {
  type?: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  request_id?: string;
  incident?: string | number;
  errors?: FieldProblem[];
  current?: unknown;
}

export interface Post {
  id: string;
  title: string;
  body_id: string;
  body_name: string;
}
export interface CampaignShort {
  id?: string;
  name: string;
  title_sought?: string;
  inspection_on?: string;
  days_left: number;
}
export interface Session {
  account_id: string;
  person_id: string;
  name: string;
  login: string;
  locale: Locale;
  posts: Post[];
  powers: string[];
  csrf_token: string;
  county: { id: string; name: string; code: string };
  campaign: CampaignShort | null;
  server_now: Instant;
  demo: boolean;
  must_change_password: boolean;
}
export interface DemoAccount {
  login: string;
  password: string;
  name: string;
  title: string;
  role: string;
}
export interface Start {
  county_name: string;
  campaign: CampaignShort | null;
  demo: boolean;
  demo_accounts?: DemoAccount[];
  set_up_needed: boolean;
  hotline: string | null;
  server_now: Instant;
}

export type BodyKind =
  | 'headquarters'
  | 'office'
  | 'function_group'
  | 'department'
  | 'community'
  | 'grid_team'
  | 'street'
  | 'team'
  | 'other';
export interface Body {
  id: string;
  code: string;
  kind: BodyKind;
  name: string;
  short_name: string;
  parent_id: string | null;
  valid_from: string;
  valid_to: string | null;
  succeeded_by_id: string | null;
  leading_body_id?: string | null;
}
export interface BodyPost {
  id: string;
  title: string;
  duty: string;
  phone: string | null;
  holder: { person_id: string; name: string; since: string } | null;
}
export interface BodyWhole extends Body {
  posts: BodyPost[];
  members: { body_id: string; name: string; role: 'lead' | 'member' }[];
  predecessors: { id: string; name: string; until: string }[];
}
export interface PhoneEntry {
  person_id: string;
  name: string;
  post_title: string;
  body_id: string;
  body_name: string;
  phone: string | null;
}
export interface Grid {
  id: string;
  code: string;
  name: string;
  community: string;
  leader_name: string | null;
  leader_title: string | null;
  body_id: string | null;
  head_name: string | null;
  worker_count: number;
  member_bodies: Named[];
  polygon: number[][][];
}
export interface Site {
  id: string;
  code: string;
  kind: string;
  kind_name: string;
  name: string;
  point: Point;
  grid_id: string | null;
  grid_name: string | null;
  manager_body_id: string | null;
  manager_name: string | null;
  beneficiary: string | null;
}
export interface MapLayers {
  layers: { name: string; geojson: GeoJson }[];
  extent: [number, number, number, number];
}
export interface GeoJson {
  type: 'FeatureCollection';
  features: unknown[];
}
export interface ChainLink {
  level: string | number;
  role: string;
  body_name: string | null;
  person_name: string | null;
  post_title: string | null;
  phone: string | null;
}
export interface Responsibility {
  grid: Named | null;
  site: Site | null;
  chain: ChainLink[];
}
export interface Gap {
  gap: string;
  subject_kind: string;
  subject_id: string;
  subject_name: string;
  detail: string;
}
export interface Limit {
  amount: number;
  unit: 'urgent_hours' | 'work_hours' | 'work_days' | 'natural_days';
  words: string;
}
export interface CaseCondition {
  code: string;
  name: string;
  limit: Limit;
  closing: string;
  status: string;
}
export interface CaseKind {
  code: string;
  name: string;
  class_code: string;
  icon: string;
  status: string;
  citizen: boolean;
  line_body_id: string | null;
  line_body_name: string | null;
  evidence: Evidence;
  closes: 'office' | 'checker';
  conditions: CaseCondition[];
}
export interface Evidence {
  before_min: number;
  after_min: number;
}
export interface CaseKinds {
  version: number | string;
  valid_from: string;
  classes: CodeName[];
  kinds: CaseKind[];
}

export interface BlobAnswer {
  sha256: string;
  width: number;
  height: number;
  bytes: number;
  taken_at: Instant | null;
}
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
export interface PlaceCheck {
  inside: boolean;
  grid: Named | null;
  grids?: Named[];
  problem: string | null;
  words: string;
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
