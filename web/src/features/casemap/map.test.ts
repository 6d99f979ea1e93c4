import { describe, expect, it } from 'vitest';
import type { MapItem } from '@/api/types';
import type { Box, MapView } from '@/shared/map/points';
import { shortCount } from '@/shared/map/sprites';
import { boxFor, stepOf } from './map_box';
import { listQuery, mapFiltersOf, mapQuery, serverFilters, startOf } from './map_state';
import { byUrgency, keyOf, marksOf, onOneSpot } from './marks';
import { gridFinder } from './where';

const view = (box: Box, zoom: number): MapView => ({ box, zoom, centre: { lon: (box[0] + box[2]) / 2, lat: (box[1] + box[3]) / 2 } });
const moved = (box: Box, by: number): Box => [box[0] + by, box[1], box[2] + by, box[3]];
const town: Box = [118, 35.5, 118.1, 35.56];

describe('What is asked of the map (R2.2)', () => {
  it('is more than the window, so that a small move needs no answer', () => {
    const first = boxFor(view(town, 13.4), null);
    expect(first.box[0]).toBeLessThan(town[0]);
    expect(boxFor(view(moved(town, 0.02), 13.4), first)).toBe(first);
    expect(boxFor(view(moved(town, 0.05), 13.4), first)).not.toBe(first);
  });
  it('is asked afresh at another step, not at every turn of the wheel', () => {
    const first = boxFor(view(town, 13.4), null);
    expect(boxFor(view(town, 13.6), first)).toBe(first);
    expect(boxFor(view(town, 14.2), first).zoom).toBe(14);
  });
  it.each([[12.69, 12], [12.71, 13], [-1, 0], [30, 22]])('zoom %d is step %d', (zoom, step) => expect(stepOf(zoom)).toBe(step));
  it('stays on the globe, and near the window where the window is the world', () => {
    const [west, south, east, north] = boxFor(view([-175, -80, 178, 84], 4), null).box;
    expect([west, south, east, north].every((edge, index) => Math.abs(edge) <= (index % 2 ? 90 : 180))).toBe(true);
  });
});

describe('The map’s address', () => {
  it('means open cases unless a state is named; all means all', () => {
    expect(serverFilters(mapFiltersOf({}))['state']).toContain('handling');
    expect(serverFilters(mapFiltersOf({}))['state']).not.toContain('closed');
    expect(serverFilters(mapFiltersOf({ state: 'closed' }))['state']).toBe('closed');
    expect(serverFilters(mapFiltersOf({ state: 'all' }))['state']).toBe('');
  });
  it('leads to the same cases in the list', () => {
    expect(listQuery(mapFiltersOf({ light: 'red,deep_red', grid_id: '7' }))).toEqual({ tab: 'open', light: 'red,deep_red', grid_id: '7' });
    expect(listQuery(mapFiltersOf({ state: 'all' }))).toEqual({ tab: 'all' });
  });
  it.each([
    ['open', { light: 'red' }, { light: 'red' }],
    ['closed', { kind: 'g', q: 'x' }, { state: 'closed', kind: 'g' }],
    ['all', {}, { state: 'all' }],
    ['all', { state: 'closed,voided' }, { state: 'closed,voided' }],
  ])('comes from the list’s tab %s with %j as %j', (tab, filters, query) => expect(mapQuery(tab, filters)).toEqual(query));
  it.each([['118.1,35.5,15.5', 15.5], ['118.1,35.5', null], ['x,y,z', null], ['500,35,3', null], [['a'], null]])('stands at %s', (at, zoom) =>
    expect(startOf({ at } as never)?.zoom ?? null).toBe(zoom));
});

const item = (over: Partial<MapItem>): MapItem => ({ point: { lon: 118, lat: 35 }, count: 1, light: 'green', extent: null, case: null, ...over });
const one = { id: '5', number: 'AJ1', kind: { code: 'g', name: 'g', icon: 'g' }, state: 'handling', summary: '' } as const;

describe('Marks', () => {
  it('keep their key from answer to answer, so that they are not drawn anew', () => {
    expect(keyOf(item({ case: one }), 13)).toBe(keyOf(item({ case: one, point: { lon: 118.1, lat: 35 } }), 15));
    expect(keyOf(item({ count: 3, extent: [1, 1, 2, 2] }), 13)).not.toBe(keyOf(item({ count: 3, extent: [1, 1, 2, 2] }), 14));
  });
  it('are listed the worst first, then the largest', () => {
    const marks = marksOf([item({ light: 'green', count: 9 }), item({ light: 'red', count: 2, extent: [1, 1, 2, 2] }), item({ light: 'red', count: 4, extent: [1, 1, 3, 3] })], 12);
    expect(byUrgency(marks).map((mark) => mark.count)).toEqual([4, 2, 9]);
  });
  it('that stand on one spot cannot be parted by coming nearer', () => {
    expect(onOneSpot(null)).toBe(true);
    expect(onOneSpot([118, 35, 118.00002, 35.00001])).toBe(true);
    expect(onOneSpot([118, 35, 118.001, 35])).toBe(false);
  });
  it.each([[2, 'zh-CN', '2'], [9999, 'zh-CN', '9999'], [12_300, 'zh-CN', '1.2万'], [12_300, 'en', '12k']])('%d in %s is %s', (count, lang, words) => expect(shortCount(count, lang)).toBe(words));
});

describe('The grid around a cluster', () => {
  const square = (west: number) => [[[west, 35], [west + 1, 35], [west + 1, 36], [west, 36], [west, 35]]];
  const grids = [{ name: 'one', polygon: square(117) }, { name: 'two', polygon: square(118) }, { name: 'none', polygon: [] as number[][][] }];
  it.each<[number, number, string | null]>([[117.5, 35.5, 'one'], [118.5, 35.9, 'two'], [119.5, 35.5, null], [118.5, 36.5, null]])('at %d, %d is %s', (lon, lat, name) =>
    expect(gridFinder(grids)({ lon, lat })).toBe(name));
});
