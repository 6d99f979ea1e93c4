// R2.4, R7.4: a citizen is told before sending that the same was reported nearby, and nothing else about it.
import { effectScope, nextTick, reactive } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useNearby, type Asked } from '../model/use_nearby';

const item = { distance_m: 30, reported_at: '2026-11-20T01:00:00.000Z', step: 'in_hand', step_words: '处理中' };
let answer: () => Promise<Response>;
const asked: string[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  answer = () => Promise.resolve(new Response(JSON.stringify({ items: [item] }), { headers: { 'Content-Type': 'application/json' } }));
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    return answer();
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function waited(): Promise<void> {
  await nextTick();
  await vi.advanceTimersByTimeAsync(1_000);
}

describe('what was reported nearby', () => {
  it('is asked once kind and place are known, and again when either changes', async () => {
    const draft = reactive<Asked>({ kind: null, point: { lon: 118, lat: 35 } });
    const scope = effectScope();
    const { found } = scope.run(() => useNearby(() => draft, () => 'zh-CN'))!;
    await waited();
    expect(asked).toEqual([]);
    draft.kind = 'dumping';
    await waited();
    expect(asked).toEqual(['/api/v1/portal/duplicates?kind=dumping&lon=118&lat=35']);
    expect(found.value).toEqual([item]);
    draft.point = { lon: 118.1, lat: 35 };
    await nextTick();
    expect(found.value).toEqual([]);
    await waited();
    expect(asked).toHaveLength(2);
    scope.stop();
  });
  it('is not worth a failure on the screen', async () => {
    answer = () => Promise.reject(new TypeError('network'));
    const scope = effectScope();
    const { found } = scope.run(() => useNearby(() => ({ kind: 'dumping', point: { lon: 118, lat: 35 } }), () => 'zh-CN'))!;
    await waited();
    expect(found.value).toEqual([]);
    scope.stop();
  });
});
