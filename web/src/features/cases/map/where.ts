// In which grid a place lies, for a word about a cluster. The grid that counts for a case is the server's.
import type { Grid, Point } from '@/api/types';

function crossesRightOf(at: Point, [fromLon = 0, fromLat = 0]: number[], [toLon = 0, toLat = 0]: number[]): boolean {
  if (fromLat > at.lat === toLat > at.lat) return false;
  return at.lon < fromLon + ((at.lat - fromLat) / (toLat - fromLat)) * (toLon - fromLon);
}

/** A ray to the east crosses the edge of a shape oddly often from within. */
function inside(at: Point, rings: number[][][]): boolean {
  let odd = false;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i += 1) if (crossesRightOf(at, ring[i - 1]!, ring[i]!)) odd = !odd;
  }
  return odd;
}

export const gridAt = (at: Point, grids: Pick<Grid, 'name' | 'polygon'>[]): string | null =>
  grids.find((grid) => grid.polygon?.length && inside(at, grid.polygon))?.name ?? null;
