// In which grid a place lies, for a word about a cluster. The grid that counts for a case is the server's.
import type { Grid, Point } from '@/api/types';

type Ring = number[][];

interface Area {
  name: string;
  rings: Ring[];
  west: number;
  south: number;
  east: number;
  north: number;
}

function areaOf({ name, polygon }: Pick<Grid, 'name' | 'polygon'>): Area {
  const outer = polygon[0] ?? [];
  const lons = outer.map(([lon = 0]) => lon);
  const lats = outer.map(([, lat = 0]) => lat);
  return { name, rings: polygon, west: Math.min(...lons), south: Math.min(...lats), east: Math.max(...lons), north: Math.max(...lats) };
}

function crossesRightOf(at: Point, [fromLon = 0, fromLat = 0]: number[], [toLon = 0, toLat = 0]: number[]): boolean {
  if (fromLat > at.lat === toLat > at.lat) return false;
  return at.lon < fromLon + ((at.lat - fromLat) / (toLat - fromLat)) * (toLon - fromLon);
}

/** A ray to the east crosses the edge of a shape oddly often from within. */
function inside(at: Point, { west, south, east, north, rings }: Area): boolean {
  if (at.lon < west || at.lon > east || at.lat < south || at.lat > north) return false;
  let odd = false;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i += 1) if (crossesRightOf(at, ring[i - 1]!, ring[i]!)) odd = !odd;
  }
  return odd;
}

/** Tells the name of the grid around a place. Made once for a set of grids, given as plain data. */
export function gridFinder(grids: Pick<Grid, 'name' | 'polygon'>[]): (at: Point) => string | null {
  const areas = grids.filter((grid) => grid.polygon?.length).map(areaOf);
  return (at) => areas.find((area) => inside(at, area))?.name ?? null;
}
