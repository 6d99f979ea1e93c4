import { computed, onScopeDispose, ref, type ComputedRef, type Ref } from 'vue';
import { isTrouble } from '@/shared/http/trouble';
import { newKey } from '@/shared/http/keys';
import type { Translate } from '@/shared/time';
import { NotAPhoto, PhotoTooLarge } from './shrink';
import { uploadPhoto, type ChosenPhoto } from './upload';

export interface Photos {
  photos: Ref<ChosenPhoto[]>;
  /** Digests of the photos that are on the server, in the order chosen. */
  digests: ComputedRef<string[]>;
  working: ComputedRef<boolean>;
  add: (files: Iterable<File>) => Promise<{ left_out: number }>;
  remove: (id: string) => void;
  retry: (id: string) => Promise<void>;
  restore: (known: { sha256: string; preview: string }[]) => void;
  clear: () => void;
}

/** Photos of one form: chosen, shrunk, uploaded while the person goes on typing. */
export function usePhotos(max: () => number, t: Translate): Photos {
  const photos = ref<ChosenPhoto[]>([]) as Ref<ChosenPhoto[]>;
  const find = (id: string) => photos.value.find((photo) => photo.id === id);

  function troubleOf(error: unknown): string {
    if (error instanceof PhotoTooLarge) return t('photo.tooLarge');
    if (error instanceof NotAPhoto) return t('photo.notAPhoto');
    return isTrouble(error) ? error.message : t('photo.failed');
  }

  async function upload(id: string): Promise<void> {
    const photo = find(id);
    if (!photo?.file) return;
    photo.state = 'working';
    photo.trouble = null;
    try {
      const answer = await uploadPhoto(photo.file);
      const again = photos.value.some((other) => other.id !== id && other.sha256 === answer.sha256);
      if (again) return remove(id);
      const still = find(id);
      if (!still) return;
      still.sha256 = answer.sha256;
      still.state = 'ready';
    } catch (error) {
      const still = find(id);
      if (!still) return;
      still.state = 'failed';
      still.trouble = troubleOf(error);
    }
  }

  async function add(files: Iterable<File>): Promise<{ left_out: number }> {
    const given = Array.from(files);
    const taken = given.slice(0, Math.max(0, max() - photos.value.length));
    const ids = taken.map((file) => {
      const id = newKey();
      photos.value.push({ id, file, preview: URL.createObjectURL(file), state: 'working', sha256: null, trouble: null });
      return id;
    });
    // One after the other: phones run out of memory when several large pictures are open at once.
    for (const id of ids) await upload(id);
    return { left_out: given.length - taken.length };
  }

  function remove(id: string): void {
    const photo = find(id);
    if (photo?.preview.startsWith('blob:')) URL.revokeObjectURL(photo.preview);
    photos.value = photos.value.filter((other) => other.id !== id);
  }

  function restore(known: { sha256: string; preview: string }[]): void {
    photos.value = known.map(({ sha256, preview }) => ({
      id: newKey(), file: null, preview, state: 'ready' as const, sha256, trouble: null,
    }));
  }

  function clear(): void {
    for (const { id } of photos.value.slice()) remove(id);
  }

  onScopeDispose(clear);
  return {
    photos,
    digests: computed(() => photos.value.flatMap((photo) => (photo.sha256 ? [photo.sha256] : []))),
    working: computed(() => photos.value.some((photo) => photo.state === 'working')),
    add,
    remove,
    retry: upload,
    restore,
    clear,
  };
}
