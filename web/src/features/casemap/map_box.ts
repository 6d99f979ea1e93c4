// Which part of the county is asked for. More than the window shows, so that a small move needs no answer from the server.
import type { Box, MapView } from '@/shared/map/points';

export interface AskedBox {
  box: Box;
  zoom: number;
}

const margin = 0.3;
/** The server clusters by cells of about this many pixels and gives at most `mostItems` marks. */
const cellPixels = 48;
const mostItems = 1400;
const worldPixels = 256;

/** The whole zoom step whose clusters suit the view. */
export const stepOf = (zoom: number): number => Math.min(22, Math.max(0, Math.floor(zoom + 0.3)));

const covers = (outer: Box, inner: Box): boolean =>
  outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];

const rounded = (degree: number, most: number): number =>
  Math.min(most, Math.max(-most, Math.round(degree * 1e6) / 1e6));

function cellsIn(width: number, height: number, zoom: number): number {
  const perDegree = (worldPixels * 2 ** zoom) / 360 / cellPixels;
  return (width * perDegree + 1) * (height * perDegree * 1.2 + 1);
}

/** What to ask for the view: what was asked before, as long as it still covers the window at the same step. */
export function boxFor(view: MapView, asked: AskedBox | null): AskedBox {
  const zoom = stepOf(view.zoom);
  if (asked && asked.zoom === zoom && covers(asked.box, view.box)) return asked;
  const [west, south, east, north] = view.box;
  const [width, height] = [east - west, north - south];
  const wide = cellsIn(width * (1 + 2 * margin), height * (1 + 2 * margin), zoom) <= mostItems ? margin : 0.05;
  return {
    zoom,
    box: [
      rounded(west - width * wide, 180), rounded(south - height * wide, 90),
      rounded(east + width * wide, 180), rounded(north + height * wide, 90),
    ],
  };
}

export const boxText = (box: Box): string => box.join(',');
