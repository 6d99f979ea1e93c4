/** The one draft of this page, shared by the screens that fill it in. */
import { reactive, ref, toRaw, watch } from 'vue';
import { digestOf } from '@/shared/photo/sha256';
import { NotAPhoto, shrink } from '@/shared/photo/shrink';
import { type Draft, emptyDraft, hasContent } from './draft';
import { type Kept, forgetDraft, keepDraft, restoreDraft } from './draft_store';
import { photosAllowed } from './limits';

const saveDelayMs = 400;

export interface Added {
  added: number;
  notPhotos: number;
  tooMany: number;
}

const draft = reactive<Draft>(emptyDraft());
/** How much of the draft the phone could keep at the last try. */
const kept = ref<Kept>('all');
/** The draft came back without the photos it once had. */
const photosLost = ref(false);
/** Photos being made smaller right now. */
const working = ref(0);
/** What became of the files that were chosen last. */
const added = ref<Added>({ added: 0, notPhotos: 0, tooMany: 0 });

let timer: ReturnType<typeof setTimeout> | undefined;
let opening: Promise<void> | null = null;

async function keepNow(): Promise<Kept> {
  clearTimeout(timer);
  timer = undefined;
  if (!hasContent(draft)) {
    await forgetDraft();
    return (kept.value = 'all');
  }
  return (kept.value = await keepDraft(toRaw(draft)));
}

function keepSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void keepNow(), saveDelayMs);
}

async function restore(): Promise<void> {
  const scanned = draft.place.siteCode;
  const found = await restoreDraft();
  if (found && hasContent(found.draft)) {
    Object.assign(draft, found.draft);
    if (scanned !== null) takeScannedSite(scanned);
  }
  photosLost.value = found?.photosLost ?? false;
  watch(draft, keepSoon, { deep: true });
  window.addEventListener('pagehide', () => {
    if (timer !== undefined) void keepNow();
  });
}

/** Resolves when the draft of an earlier visit, if there was one, is back. */
function whenOpened(): Promise<void> {
  opening ??= restore();
  return opening;
}

/** The code on the wall is nearer to the truth than what an old draft says. */
function takeScannedSite(code: string): void {
  draft.place.siteCode = code;
  draft.place.point = null;
  draft.place.foundBy = null;
  draft.place.accuracyMetres = null;
}

/** Makes the pictures small enough to send and puts them into the draft, one after the other. */
async function addPhotos(files: readonly File[]): Promise<void> {
  await whenOpened();
  const taken = files.slice(0, Math.max(0, photosAllowed - draft.photos.length - working.value));
  const told: Added = { added: 0, notPhotos: 0, tooMany: files.length - taken.length };
  working.value += taken.length;
  for (const file of taken) {
    try {
      const small = await shrink(file);
      const sha256 = await digestOf(small);
      if (draft.photos.some((photo) => photo.sha256 === sha256)) continue;
      const bytes = await small.arrayBuffer();
      draft.photos.push({ sha256, bytes, type: small.type || 'image/jpeg', uploaded: false });
      told.added += 1;
    } catch (error) {
      // What this phone cannot open goes to the server as it is; this is neither.
      if (!(error instanceof NotAPhoto || error instanceof DOMException)) throw error;
      told.notPhotos += 1;
    } finally {
      working.value -= 1;
    }
  }
  if (told.added > 0) photosLost.value = false;
  added.value = told;
  await keepNow();
}

function removePhoto(sha256: string): void {
  draft.photos = draft.photos.filter((photo) => photo.sha256 !== sha256);
}

/** Starts afresh; the scanned place stays, the citizen is still standing there. */
async function throwAway(): Promise<void> {
  const scanned = draft.place.siteCode;
  Object.assign(draft, emptyDraft());
  draft.place.siteCode = scanned;
  photosLost.value = false;
  await keepNow();
}

export function useDraft() {
  return {
    draft,
    kept,
    photosLost,
    working,
    added,
    whenOpened,
    keepNow,
    takeScannedSite,
    addPhotos,
    removePhoto,
    throwAway,
  };
}
