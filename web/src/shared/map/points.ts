// Marks on the map as plain data: usable without the map library.
import type { Box, LightColour, Point } from '@/api/types';

export type { Box };

/** How a mark is drawn: by the light of its cases, or plainly where no light is meant. */
export type Tone = LightColour | 'plain';

export interface MapPoint {
  /** The same mark has the same key in the next answer. */
  key: string;
  point: Point;
  light: Tone;
  count: number;
}

export interface MapView {
  box: Box;
  zoom: number;
  centre: Point;
}

const severity: Tone[] = ['plain', 'none', 'hollow', 'grey', 'green', 'amber', 'red', 'deep_red'];

/** How bad a light is: the worst comes on top, and first in lists. */
export const rankOf = (light: Tone): number => severity.indexOf(light);

/** The nearest one can come to the ground. */
export const nearestZoom = 19;
