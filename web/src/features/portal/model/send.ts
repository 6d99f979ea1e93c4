/** Sends a draft: the photos first, then the words with the key that makes a retry harmless. */
import type { ReportReceipt } from '@/api/types';
import { isTrouble } from '@/shared/http/trouble';
import { postReport, putPhoto } from './api';
import { type Draft, attemptFor, bodyOf } from './draft';

export interface SendingStep {
  what: 'photo' | 'report';
  /** 1-based, of the photos. */
  index: number;
  count: number;
}

export interface Hands {
  putPhoto: typeof putPhoto;
  postReport: typeof postReport;
  newKey: () => string;
  /** Must have kept the draft when it resolves: the key has to survive a reload during sending. */
  keep: () => Promise<unknown>;
  tell: (step: SendingStep) => void;
}

async function sendPhotos(draft: Draft, hands: Hands): Promise<void> {
  const count = draft.photos.length;
  for (const [position, photo] of draft.photos.entries()) {
    if (photo.uploaded) continue;
    hands.tell({ what: 'photo', index: position + 1, count });
    await hands.putPhoto(photo.sha256, photo.bytes, photo.type);
    photo.uploaded = true;
    await hands.keep();
  }
}

export async function sendDraft(draft: Draft, hands: Hands): Promise<ReportReceipt> {
  await sendPhotos(draft, hands);
  draft.attempt = attemptFor(draft, hands.newKey);
  await hands.keep();
  hands.tell({ what: 'report', index: 1, count: 1 });
  try {
    return await hands.postReport(bodyOf(draft), draft.attempt.key);
  } catch (error) {
    // The server may have cleared away photos that nobody claimed: the next try brings them again.
    if (isTrouble(error) && error.fields.some((field) => field.path.startsWith('/photos'))) {
      for (const photo of draft.photos) photo.uploaded = false;
      await hands.keep();
    }
    throw error;
  }
}
