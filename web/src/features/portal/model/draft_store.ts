/**
 * Keeps the draft through a reload: in IndexedDB with its photos, or, where the browser refuses
 * (private windows, a full phone), the words alone in localStorage.
 */
import { type Draft, emptyDraft } from './draft';

const databaseName = 'weicheng-portal';
const storeName = 'drafts';
const draftId = 'report';
const wordsId = 'weicheng.portal.draft';
/** Stands in the place of the words when the draft was thrown away. */
const gone = 'gone';

/** How much of the draft could be kept. */
export type Kept = 'all' | 'words' | 'nothing';

export interface RestoredDraft {
  draft: Draft;
  /** Photos were part of the draft but the phone would not keep them. */
  photosLost: boolean;
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(storeName));
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
    request.addEventListener('blocked', () => reject(new Error('blocked')));
  });
}

async function inStore<T>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(storeName, mode);
      const request = use(transaction.objectStore(storeName));
      const fail = () => reject(transaction.error ?? request.error);
      transaction.addEventListener('complete', () => resolve(request.result));
      transaction.addEventListener('abort', fail);
      transaction.addEventListener('error', fail);
    });
  } finally {
    database.close();
  }
}

function keepWords(draft: Draft): boolean {
  try {
    const lost = draft.photos.length > 0;
    localStorage.setItem(wordsId, JSON.stringify({ ...draft, photos: [], photosLost: lost }));
    return true;
  } catch {
    return false;
  }
}

function forgetWords(): void {
  try {
    localStorage.removeItem(wordsId);
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
    await inStore('readwrite', (store) => store.put(plainCopy(draft), draftId));
    forgetWords();
    return 'all';
  } catch {
    return keepWords(draft) ? 'words' : 'nothing';
  }
}

/** Written at once, before the slower database is asked: a page may be left in between. */
function markGone(): void {
  try {
    localStorage.setItem(wordsId, gone);
  } catch {
    // The database alone has to forget.
  }
}

/** Words are only there when the last save could not reach the database: they are the newer ones. */
function keptWords(): string | null {
  try {
    return localStorage.getItem(wordsId);
  } catch {
    return null;
  }
}

function draftOfWords(text: string): RestoredDraft | null {
  try {
    const { photosLost: lost, ...draft } = JSON.parse(text) as Draft & { photosLost: boolean };
    return { draft: { ...emptyDraft(), ...draft, photos: [] }, photosLost: lost };
  } catch {
    return null;
  }
}

export async function restoreDraft(): Promise<RestoredDraft | null> {
  const words = keptWords();
  if (words === gone) {
    await forgetDraft();
    return null;
  }
  const kept = words === null ? null : draftOfWords(words);
  if (kept !== null) return kept;
  try {
    const found = await inStore<Draft | undefined>('readonly', (store) => store.get(draftId));
    return found ? { draft: { ...emptyDraft(), ...found }, photosLost: false } : null;
  } catch {
    return null;
  }
}

export async function forgetDraft(): Promise<void> {
  markGone();
  try {
    await inStore('readwrite', (store) => store.delete(draftId));
    forgetWords();
  } catch {
    // The mark stays, and what the database still holds is never offered again.
  }
}
