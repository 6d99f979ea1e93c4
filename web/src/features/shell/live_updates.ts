// The tab's stream of facts, and what a fact makes the screens ask for again.
import type { QueryClient } from '@tanstack/vue-query';
import { computed, onMounted, onScopeDispose, ref } from 'vue';
import { createLive, type LiveFact, type LiveListener, type Stream } from './live';

const live = ref(false);

const updates = createLive({
  open: () => new EventSource('/api/v1/events') as unknown as Stream,
  hidden: () => document.visibilityState === 'hidden',
  changed: (now) => (live.value = now),
});

/** True while facts arrive as they happen. */
export const isLive = computed(() => live.value);

/** How often lists ask by themselves: rarely when facts tell them, each minute when nothing does. */
export const pollEvery = computed(() => (live.value ? 300_000 : 60_000));

/** Many facts of one second make the lists ask once. */
const gatherMs = 800;
const lists = [['cases', 'list'], ['cases', 'counts'], ['cases', 'today']];
/** Heavier pictures of the whole county follow less often. */
const pictures = [['cases', 'map'], ['cases', 'spots']];
const picturesMs = 10_000;

/** Lets the queries ask again for what a fact touches. */
export function followFacts(client: QueryClient): { heard: LiveListener; stop: () => void } {
  const subjects = new Set<string>();
  let all = false;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;

  const ask = (key: readonly string[]) => void client.invalidateQueries({ queryKey: key });
  function tellScreens(): void {
    soon = undefined;
    if (all) ask(['cases', 'one']);
    else subjects.forEach((id) => ask(['cases', 'one', id]));
    lists.forEach(ask);
    subjects.clear();
    all = false;
  }
  function tellPictures(): void {
    later = undefined;
    pictures.forEach(ask);
  }

  return {
    heard(fact: LiveFact | null) {
      if (fact && fact.subject_kind !== 'case') return;
      if (fact) subjects.add(fact.subject_id);
      else all = true;
      soon ??= setTimeout(tellScreens, gatherMs);
      later ??= setTimeout(tellPictures, picturesMs);
    },
    stop() {
      clearTimeout(soon);
      clearTimeout(later);
    },
  };
}

/** For the frame around the pages: live as long as somebody is signed in. */
export function useLiveUpdates(client: QueryClient): void {
  const followed = followFacts(client);
  const forget = updates.listen(followed.heard);
  onMounted(() => {
    if (typeof EventSource === 'undefined') return;
    updates.start();
    document.addEventListener('visibilitychange', updates.turned);
  });
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', updates.turned);
    updates.stop();
    forget();
    followed.stop();
  });
}
