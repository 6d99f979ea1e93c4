/**
 * Keeps the draft through a reload: in IndexedDB with its photos, or, where the browser refuses
 * (private windows, a full phone), the words alone in localStorage.
 */
import { type Draft, emptyDraft } from './draft';

const database_name = 'weicheng-portal';
const store_name = 'drafts';
const draft_id = 'report';
const words_id = 'weicheng.portal.draft';

/** How much of the draft could be kept. */
export type Kept = 'all' | 'words' | 'nothing';

export interface RestoredDraft {
  draft: Draft;
  /** Photos were part of the draft but the phone would not keep them. */
  photos_lost: boolean;
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database_name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store_name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });
}

async function inStore<T>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(store_name, mode);
      const request = use(transaction.objectStore(store_name));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? request.error);
      transaction.onerror = () => reject(transaction.error ?? request.error);
    });
  } finally {
    database.close();
  }
}

function keepWords(draft: Draft): boolean {
  try {
    const lost = draft.photos.length > 0;
    localStorage.setItem(words_id, JSON.stringify({ ...draft, photos: [], photos_lost: lost }));
    return true;
  } catch {
    return false;
  }
}

function forgetWords(): void {
  try {
    localStorage.removeItem(words_id);
  } catch {
    // No storage at all: there is nothing to forget.
  }
}

function plainCopy(draft: Draft): Draft {
  return {
    ...draft,
    place: { ...draft.place, point: draft.place.point && { ...draft.place.point } },
    attempt: draft.attempt && { ...draft.attempt },
    photos: draft.photos.map((photo) => ({ ...photo })),
  };
}

export async function keepDraft(draft: Draft): Promise<Kept> {
  try {
    await inStore('readwrite', (store) => store.put(plainCopy(draft), draft_id));
    forgetWords();
    return 'all';
  } catch {
    return keepWords(draft) ? 'words' : 'nothing';
  }
}

function wordsDraft(): RestoredDraft | null {
  try {
    const text = localStorage.getItem(words_id);
    if (text === null) return null;
    const { photos_lost: lost, ...draft } = JSON.parse(text) as Draft & { photos_lost: boolean };
    return { draft: { ...emptyDraft(), ...draft, photos: [] }, photos_lost: lost };
  } catch {
    return null;
  }
}

export async function restoreDraft(): Promise<RestoredDraft | null> {
  // Words are only there when the last save could not reach IndexedDB, so they are the newer ones.
  const words = wordsDraft();
  if (words !== null) return words;
  try {
    const found = await inStore<Draft | undefined>('readonly', (store) => store.get(draft_id));
    return found ? { draft: { ...emptyDraft(), ...found }, photos_lost: false } : null;
  } catch {
    return null;
  }
}

export async function forgetDraft(): Promise<void> {
  forgetWords();
  try {
    await inStore('readwrite', (store) => store.delete(draft_id));
  } catch {
    // Nothing was kept there.
  }
}
