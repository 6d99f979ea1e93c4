/** What others have reported of the same kind close by: told before sending, so that nobody wonders afterwards. */
import { ref, shallowRef, watch } from 'vue';
import type { NearbyReport, Point } from '@/api/types';
import { fetchNearby } from './api';

export interface Asked {
  kind: string | null;
  point: Point | null;
}

const waitMs = 400;

/** Asks again when kind or place have come to rest. A silent server hints at nothing; the report goes its way. */
export function useNearby(asked: () => Asked, locale: () => string) {
  const found = shallowRef<NearbyReport[]>([]);
  const asking = ref(false);
  let newest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(kind: string, point: Point): Promise<void> {
    const mine = ++newest;
    asking.value = true;
    try {
      const { items } = await fetchNearby(kind, point);
      if (mine === newest) found.value = items;
    } catch {
      if (mine === newest) found.value = [];
    } finally {
      if (mine === newest) asking.value = false;
    }
  }

  watch(
    () => [asked().kind, asked().point?.lon, asked().point?.lat, locale()],
    () => {
      clearTimeout(timer);
      newest += 1;
      found.value = [];
      const { kind, point } = asked();
      if (kind && point) timer = setTimeout(() => void ask(kind, point), waitMs);
    },
    { immediate: true },
  );
  return { found, asking };
}
