import { onScopeDispose, ref, type Ref } from 'vue';

/** True on screens narrower than a tablet held upright; follows turning and resizing. */
export function useNarrow(limit = 767): Ref<boolean> {
  const media = window.matchMedia(`(max-width: ${limit}px)`);
  const narrow = ref(media.matches);
  const follow = () => (narrow.value = media.matches);
  // Safari 13 and 14.0 know only addListener; ours begins at 14, where both exist from 14.1 on.
  if (media.addEventListener) media.addEventListener('change', follow);
  else media.addListener(follow);
  onScopeDispose(() => {
    if (media.removeEventListener) media.removeEventListener('change', follow);
    else media.removeListener(follow);
  });
  return narrow;
}
