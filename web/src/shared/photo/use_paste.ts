import { onBeforeUnmount, onMounted } from 'vue';
import type { Photos } from './use_photos';

/** Pictures pasted anywhere on the page (Ctrl+V of a screenshot) go to the photos that `target` names. */
export function usePaste(target: () => Photos | null): void {
  function pasted(event: ClipboardEvent): void {
    const files = Array.from(event.clipboardData?.files ?? []).filter((file) => file.type.startsWith('image/'));
    const photos = target();
    if (files.length === 0 || !photos) return;
    event.preventDefault();
    void photos.add(files);
  }
  onMounted(() => window.addEventListener('paste', pasted));
  onBeforeUnmount(() => window.removeEventListener('paste', pasted));
}
