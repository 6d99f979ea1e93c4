/** Finds where the citizen stands and asks the county whose ground that is. */
import { ref, shallowRef } from 'vue';
import type { PlaceCheck, Point } from '@/api/types';
import { checkPlace } from './api';
import { useDraft } from './use_draft';

export type Finding = 'idle' | 'asking' | 'found' | 'insecure' | 'denied' | 'failed';

/** Beyond this the phone is guessing, and the citizen is asked to look at the map. */
export const roughMetres = 150;
const timeoutMs = 15_000;
const freshMs = 30_000;
const permissionDenied = 1;

const finding = ref<Finding>('idle');
const check = shallowRef<PlaceCheck | null>(null);
const checkFailed = ref(false);
let asked: AbortController | null = null;

const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** The answer to the newest question only: an older one may arrive later. */
async function lookAt(point: Point): Promise<void> {
  asked?.abort();
  const mine = new AbortController();
  asked = mine;
  check.value = null;
  checkFailed.value = false;
  try {
    const answer = await checkPlace(point, mine.signal);
    if (asked === mine) check.value = answer;
  } catch {
    if (asked === mine) checkFailed.value = true;
  }
}

function setPoint(point: Point, foundBy: 'device' | 'map', accuracyMetres: number | null): void {
  const { draft } = useDraft();
  draft.place.point = { lon: rounded(point.lon), lat: rounded(point.lat) };
  draft.place.foundBy = foundBy;
  draft.place.accuracyMetres = accuracyMetres;
  draft.place.siteCode = null;
  void lookAt(draft.place.point);
}

function askDevice(): Promise<GeolocationPosition> {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(resolve, reject, {
      enableHighAccuracy: true,
      timeout: timeoutMs,
      maximumAge: freshMs,
    });
  });
}

/** A scanned code and a point on the map are the citizen's own word; the phone gives way. */
function isSettled(): boolean {
  const { place } = useDraft().draft;
  return place.siteCode !== null || place.foundBy === 'map';
}

async function locate(): Promise<void> {
  if (isSettled()) return;
  if (finding.value === 'asking') return;
  if (!window.isSecureContext || !('geolocation' in navigator)) {
    finding.value = 'insecure';
    return;
  }
  finding.value = 'asking';
  try {
    const { coords } = await askDevice();
    finding.value = 'found';
    // The citizen may have been quicker on the map.
    if (isSettled()) return;
    const point = { lon: coords.longitude, lat: coords.latitude };
    setPoint(point, 'device', Math.round(coords.accuracy));
  } catch (error) {
    const denied = (error as GeolocationPositionError | undefined)?.code === permissionDenied;
    finding.value = denied ? 'denied' : 'failed';
  }
}

/** A draft that came back has a point but not the county's word on it. */
function recheck(): void {
  const { draft } = useDraft();
  if (draft.place.point !== null && check.value === null) void lookAt(draft.place.point);
}

function leaveSite(): void {
  const { draft } = useDraft();
  draft.place.siteCode = null;
  void locate();
}

export function usePlace() {
  return { finding, check, checkFailed, locate, recheck, setPoint, leaveSite };
}
