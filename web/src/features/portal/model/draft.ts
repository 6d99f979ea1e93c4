/** The report a citizen is filling in: one draft per phone, until it is sent or thrown away. */
import type { NewReport, Point } from '@/api/types';
import { halfWidth } from './half_width';

export interface DraftPhoto {
  sha256: string;
  /** Bytes, not a Blob: Safari loses Blobs that were put into IndexedDB. */
  bytes: ArrayBuffer;
  type: string;
  /** True once the server has said that it holds these bytes. */
  uploaded: boolean;
}

export interface DraftPlace {
  point: Point | null;
  foundBy: 'device' | 'map' | null;
  accuracyMetres: number | null;
  words: string;
  siteCode: string | null;
}

/** The key a body was last sent with: the same body is always sent again with the same key. */
export interface Attempt {
  key: string;
  body: string;
}

export interface Draft {
  kind: string | null;
  words: string;
  photos: DraftPhoto[];
  place: DraftPlace;
  phone: string;
  name: string;
  attempt: Attempt | null;
}

export type Missing = 'photos' | 'kind' | 'place';

export function emptyDraft(): Draft {
  return {
    kind: null,
    words: '',
    photos: [],
    place: { point: null, foundBy: null, accuracyMetres: null, words: '', siteCode: null },
    phone: '',
    name: '',
    attempt: null,
  };
}

/** A draft worth offering again; a scanned place alone is not. */
export function hasContent(draft: Draft): boolean {
  return draft.photos.length > 0 || draft.kind !== null || draft.words.trim() !== '';
}

/** What the server would refuse to do without, in the order the screen shows it. */
export function missingParts(draft: Draft): Missing[] {
  const missing: Missing[] = [];
  if (draft.photos.length === 0) missing.push('photos');
  if (draft.kind === null) missing.push('kind');
  if (draft.place.point === null && draft.place.siteCode === null) missing.push('place');
  return missing;
}

export function bodyOf(draft: Draft): NewReport {
  return {
    kind: draft.kind ?? '',
    words: draft.words.trim(),
    place: {
      point: draft.place.point,
      words: draft.place.words.trim(),
      site_code: draft.place.siteCode,
    },
    photos: draft.photos.map((photo) => photo.sha256),
    phone: halfWidth(draft.phone).trim() || null,
    name: draft.name.trim() || null,
  };
}

/**
 * The key to send this body with. A reply may be lost after the server has saved the report, so the
 * same body keeps its key and is never saved twice; a changed body is another request.
 */
export function attemptFor(draft: Draft, newKey: () => string): Attempt {
  const body = JSON.stringify(bodyOf(draft));
  return draft.attempt?.body === body ? draft.attempt : { key: newKey(), body };
}

/** A slip of the finger is worth a word before sending; the rest is the server's say. */
export function phoneLooksWrong(typed: string): boolean {
  const digits = halfWidth(typed).replace(/[\s()+-]/g, '');
  if (digits === '') return false;
  if (!/^\d+$/.test(digits)) return true;
  return digits.startsWith('1') ? digits.length !== 11 : digits.length < 7 || digits.length > 13;
}
