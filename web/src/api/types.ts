// The shapes of /api/v1 as the screens use them. They come from the generated description; only where the
// description must stay vague (ids that may be missing, JSON put together elsewhere) a shape is made sharper here.
import type * as api from './generated/types.gen';

type With<Whole, Sharper> = Omit<Whole, keyof Sharper> & Sharper;
/** An id that the server leaves null when there is none. */
type MaybeId = string | null;

export type Instant = string;
export type Locale = 'zh-CN' | 'en';
export type Point = api.Point;
export type Named = api.Named;
export type CodeName = api.CodeName;
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
  extent: Box;
}
export type Responsibility = With<api.Responsibility, { site: Site | null }>;
export type ChainLink = api.ResponsibilityLink;
export type Gap = api.ResponsibilityGap;
export type PlaceCheck = api.PlaceCheck;
export type CaseKind = With<api.CaseKind, { line_body_id: MaybeId }>;
export type CaseKinds = With<api.CaseKinds, { kinds: CaseKind[] }>;
export type CaseCondition = api.CaseCondition;
export type Evidence = api.EvidenceWanted;

export type Photo = api.PhotoOfCase;
export type CaseState = api.Case['state'];
export type LightColour = api.Case['light'];
export type CaseSource = api.CaseSource;
export type CasePlace = With<api.PlaceOfCase, { grid_id: MaybeId; site_id: MaybeId }>;
export type CaseRow = With<api.CaseRow, { place: CasePlace }>;
export type CaseStage = api.StageOfCase;
export type CaseEvent = api.EventOfCase;
export type AllowedAction = api.AllowedAction;
export type MoveInput = api.MoveAsk;
export type CaseWhole = With<api.Case, { place: CasePlace }>;
export type CaseCounts = With<
  api.CaseCounts,
  { by_state: Partial<Record<CaseState, number>>; by_light: Partial<Record<LightColour, number>> }
>;
export type NewCase = Required<api.NewCaseInput>;
export type Contact = api.ContactOfCase;
export type CaseRequest = api.CaseRequest;
export type RequestKind = CaseRequest['kind'];
export type LimitUnit = api.LimitInWords['unit'];
export type EvidenceWarning = api.EvidenceWarning;
export type DuplicateCase = api.LikelyDuplicate;
export type Duplicates = api.LikelyDuplicates;
export type TodayCode =
  | 'overdue' | 'due_soon' | 'to_verify' | 'to_file' | 'to_dispatch' | 'disputed' | 'to_sign' | 'to_confirm'
  | 'to_check' | 'to_close' | 'requests' | 'rechecks' | 'suspended_due';
export type TodayCard = With<api.CardOfToday, { code: TodayCode }>;
export type Today = With<api.Today, { cards: TodayCard[]; waiting: CaseRow[] }>;
/** Two opposite corners: west, south, east, north. */
export type Box = [number, number, number, number];
export type MapItem = With<api.CaseMapItem, { extent: Box | null }>;
export type CaseMap = With<api.CaseMap, { items: MapItem[] }>;
export type MapCase = api.CaseOnMap;
export type CasesOfGrid = api.CasesOfGrid;
export type StubbornSpot = api.StubbornSpot;
export type CaseRates = api.CaseRates;
export type RateRow = api.RatesOfCases;

export type CalendarDay = api.CalendarDay;
export type CalendarChange = api.CalendarChange;
export type WorkingHours = api.WorkingHours;
export type YearChange = Required<api.CalendarYearChangeInput>;
/** unknown: nothing has been entered for that year; limits count its weekends only. */
export type CalendarYear = With<api.CalendarYear, { status: YearChange['status'] | 'unknown' }>;

export type ApiToken = api.ApiToken;
export type MadeToken = api.IssuedApiToken;
export type NewToken = Required<api.NewApiTokenInput>;
export type OpenSession = api.OwnSession;
export type SignIn = api.SignInRow;
export type FailedJob = api.FailedJob;
export type TimetableLine = api.TimetableRow;

export type PortalKind = api.PortalKind;
export type NewReport = With<
  Required<api.CitizenReportInput>,
  { place: Required<api.ReportedPlaceInput> }
>;
export type ReportReceipt = api.ReportReceipt;
export type Report = api.FollowedReport;
export type ReportEnding = api.EndingOfReport;
export type NearbyReport = api.ReportNearby;
export type ReportStep = api.ReportStep['step'];
