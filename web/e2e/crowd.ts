// A hundred thousand cases for the map without a store of that size: answers /case-map as the server does, from points made up by a seed.
import type { Page } from '@playwright/test';

type Box = [number, number, number, number];
const lights = ['green', 'green', 'green', 'amber', 'hollow', 'red', 'grey', 'deep_red'] as const;
const severity = ['none', 'hollow', 'grey', 'green', 'amber', 'red', 'deep_red'];
const cellPixels = 48;
const most = 1500;

interface One {
  lon: number;
  lat: number;
  light: string;
}

/** Always the same numbers for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let at = seed;
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function crowdOf(count: number, [west, south, east, north]: Box, seed = 7): One[] {
  const next = numbers(seed);
  return Array.from({ length: count }, () => ({
    lon: west + (east - west) * next(),
    lat: south + (north - south) * next(),
    light: lights[Math.floor(next() * lights.length)] ?? 'green',
  }));
}

function itemOf(found: number[], crowd: One[]) {
  const ones = found.map((index) => crowd[index]!);
  const worst = ones.reduce((a, b) => (severity.indexOf(b.light) > severity.indexOf(a.light) ? b : a)).light;
  const mean = (of: (one: One) => number): number => ones.reduce((sum, one) => sum + of(one), 0) / ones.length;
  const single = ones.length === 1;
  const lon = ones.map((one) => one.lon);
  const lat = ones.map((one) => one.lat);
  return {
    point: { lon: mean((one) => one.lon), lat: mean((one) => one.lat) },
    count: ones.length,
    light: worst,
    extent: single ? null : [Math.min(...lon), Math.min(...lat), Math.max(...lon), Math.max(...lat)],
    case: single
      ? { id: String(found[0]! + 1), number: `AJ20261122-${found[0]}`, kind: { code: 'garbage', name: '乱倒垃圾', icon: 'garbage' }, state: 'handling', summary: '' }
      : null,
  };
}

/** The marks in a box: one for each cell of about 48 px, coarser until they are few enough. */
export function mapOf(crowd: One[], [west, south, east, north]: Box, zoom: number) {
  const inside: number[] = [];
  crowd.forEach((one, index) => {
    if (one.lon >= west && one.lon <= east && one.lat >= south && one.lat <= north) inside.push(index);
  });
  for (let step = zoom; ; step -= 1) {
    const size = (cellPixels * 360) / (256 * 2 ** step);
    const cells = new Map<string, number[]>();
    for (const index of inside) {
      const one = crowd[index]!;
      const name = `${Math.floor(one.lon / size)}:${Math.floor(one.lat / (size * 0.82))}`;
      const found = cells.get(name);
      if (found) found.push(index);
      else cells.set(name, [index]);
    }
    if (cells.size <= most) return { total: inside.length, as_of_seq: 1, items: [...cells.values()].map((found) => itemOf(found, crowd)) };
  }
}

/** From now on the page's map shows the crowd. Tells how often it was asked. */
export async function showCrowd(page: Page, crowd: One[]): Promise<{ asked: number }> {
  const told = { asked: 0 };
  await page.route('**/api/v1/case-map?*', async (route) => {
    const query = new URL(route.request().url()).searchParams;
    const box = (query.get('bbox') ?? '').split(',').map(Number) as Box;
    told.asked += 1;
    await route.fulfill({ json: mapOf(crowd, box, Number(query.get('zoom'))) });
  });
  return told;
}
