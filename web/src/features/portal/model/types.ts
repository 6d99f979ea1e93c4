/** What the citizen's part of the API says (paths under /api/v1/portal and its open neighbours). */

export interface Point {
  lon: number;
  lat: number;
}

export interface Start {
  county_name: string;
  campaign: { name: string; days_left: number } | null;
  demo: boolean;
  hotline: string;
  server_now: string;
}

export interface Kind {
  code: string;
  name: string;
  icon: string;
}

export interface PlaceCheck {
  inside: boolean;
  grid: { id: string; name: string } | null;
  problem: string | null;
  words: string;
}

export interface ReportBody {
  kind: string;
  words: string;
  place: { point: Point | null; words: string; site_code: string | null };
  photos: string[];
  phone: string | null;
  name: string | null;
}

export interface Receipt {
  number: string;
  follow_code: string;
  promise_words: string;
  follow_url: string;
}

export type StepName = 'received' | 'in_hand' | 'mended' | 'rated';

export interface FollowStep {
  step: StepName;
  at: string | null;
  words: string;
}

export interface FollowPhoto {
  sha256: string;
  url: string;
  thumb_url: string;
  role: 'before' | 'after';
  period: number;
  taken_at: string | null;
  added_at: string;
}

export interface FollowedReport {
  number: string;
  kind: { code: string; name: string };
  words: string;
  place_words: string;
  grid_name: string;
  steps: FollowStep[];
  current_step: StepName;
  handled_by: string | null;
  photos: FollowPhoto[];
  can_rate: boolean;
  can_object: boolean;
  object_until: string | null;
  reasons: { code: string; name: string }[];
  rating: { score: number; words: string } | null;
  period: number;
  closed_at: string | null;
  server_now: string;
}

export const photos_allowed = 3;
export const words_allowed = 300;
export const place_words_allowed = 200;
