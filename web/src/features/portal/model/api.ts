/** The requests of the citizen's pages: nobody signs in, a report opens by its follow code. */
import { get, post, request } from '@/shared/http/client';
import { Trouble, isTrouble } from '@/shared/http/trouble';
import type {
  NearbyReport,
  NewReport,
  PlaceCheck,
  Point,
  PortalKind,
  Report,
  ReportReceipt,
  Start,
} from '@/api/types';

const photoTimeoutMs = 60_000;
const replyTimeoutMs = 30_000;

/** A phone on a bad line can hang for minutes; after this long the citizen may try again. */
async function withTimeout<T>(
  limitMs: number,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), limitMs);
  try {
    return await ask(stop.signal);
  } catch (error) {
    if (!stop.signal.aborted || isTrouble(error)) throw error;
    throw new Trouble({ status: 0, code: 'network.slow', title: '', detail: '' });
  } finally {
    clearTimeout(timer);
  }
}

export const fetchStart = (): Promise<Start> => get<Start>('/public/start');

export const fetchKinds = async (): Promise<PortalKind[]> =>
  (await get<{ items: PortalKind[] }>('/portal/kinds')).items;

export const checkPlace = (point: Point, signal?: AbortSignal): Promise<PlaceCheck> =>
  get<PlaceCheck>('/place-check', { lon: point.lon, lat: point.lat }, signal);

/** Nothing is told of others' reports but how far, when, and how far they have come. */
export const fetchNearby = (kind: string, { lon, lat }: Point): Promise<{ items: NearbyReport[] }> =>
  get<{ items: NearbyReport[] }>('/portal/duplicates', { kind, lon, lat });

export function putPhoto(sha256: string, bytes: ArrayBuffer, type: string): Promise<unknown> {
  return withTimeout(photoTimeoutMs, (signal) =>
    request(`/blobs/${sha256}`, {
      method: 'PUT',
      bytes,
      headers: { 'Content-Type': type },
      signal,
    }),
  );
}

export function postReport(input: NewReport, key: string): Promise<ReportReceipt> {
  return withTimeout(replyTimeoutMs, (signal) =>
    post<ReportReceipt>('/portal/reports', input, { key, signal }),
  );
}

const reportPath = (number: string) => `/portal/reports/${encodeURIComponent(number)}`;

export const fetchReport = (number: string, code: string): Promise<Report> =>
  request<Report>(reportPath(number), { headers: { 'Follow-Code': code } });

export function postRating(
  number: string,
  code: string,
  input: { score: number; words: string },
  key: string,
): Promise<Report> {
  return withTimeout(replyTimeoutMs, (signal) =>
    post(`${reportPath(number)}/ratings`, input, { key, signal, headers: { 'Follow-Code': code } }),
  );
}

export function postObjection(
  number: string,
  code: string,
  input: { reason: string; words: string; photos: string[] },
  key: string,
): Promise<Report> {
  return withTimeout(replyTimeoutMs, (signal) =>
    post(`${reportPath(number)}/objections`, input, {
      key,
      signal,
      headers: { 'Follow-Code': code },
    }),
  );
}
