// The server's answer about a part of the map, and the marks made of it.
import type { Box, LightColour, MapItem, Point } from '@/api/types';
import { rankOf, type MapPoint } from '@/shared/map/points';

export interface Mark extends MapPoint {
  light: LightColour;
  item: MapItem;
}

/** A case keeps its key through all steps; a cluster keeps it as long as it stands for the same cases' ground. */
export function keyOf(item: MapItem, zoom: number): string {
  if (item.case) return `c${item.case.id}`;
  const at = item.extent ?? [item.point.lon, item.point.lat];
  return `k${zoom}:${at.join(',')}`;
}

export const marksOf = (items: MapItem[], zoom: number): Mark[] =>
  items.map((item) => ({ key: keyOf(item, zoom), point: item.point, light: item.light, count: item.count, item }));

/** The worst and largest first, as a person reads a list of what to look at. */
export const byUrgency = (marks: Mark[]): Mark[] =>
  [...marks].sort((a, b) => rankOf(b.light) - rankOf(a.light) || b.count - a.count);

export const within = (box: Box | null, at: Point): boolean =>
  box === null || (at.lon >= box[0] && at.lon <= box[2] && at.lat >= box[1] && at.lat <= box[3]);

const metresPerDegree = 111_320;

/** True when coming nearer cannot part the cases of a cluster any more: they stand on one spot. */
export function onOneSpot(extent: Box | null): boolean {
  if (!extent) return true;
  return Math.max(extent[2] - extent[0], extent[3] - extent[1]) * metresPerDegree < 4;
}
