// A registration half written survives a reload: it is kept on this device until it is sent or cleared.
import type { Point } from '@/api/types';

export interface DraftPhoto {
  sha256: string;
  /** A small picture to show again; the photo itself is on the server already. */
  preview: string;
}
export interface Draft {
  kind: string;
  condition: string | null;
  summary: string;
  words: string;
  point: Point | null;
  site: { id: string; name: string } | null;
  source: string;
  found_at: string | null;
  caller_name: string;
  caller_phone: string;
  mended: boolean;
  before: DraftPhoto[];
  after: DraftPhoto[];
  saved_at: string;
}

const storageName = (person: string): string => `weicheng.new_case.${person}`;

export function emptyDraft(): Draft {
  return {
    kind: '', condition: null, summary: '', words: '', point: null, site: null, source: 'patrol', found_at: null,
    caller_name: '', caller_phone: '', mended: false, before: [], after: [], saved_at: '',
  };
}

/** True when nothing worth keeping has been filled in. */
export function isEmptyDraft(draft: Draft): boolean {
  return !draft.kind && !draft.summary && !draft.words && !draft.point && draft.before.length === 0 && draft.after.length === 0;
}

export function readDraft(person: string): Draft | null {
  try {
    const text = localStorage.getItem(storageName(person));
    const found = text ? ({ ...emptyDraft(), ...(JSON.parse(text) as Partial<Draft>) } satisfies Draft) : null;
    return found && !isEmptyDraft(found) ? found : null;
  } catch {
    return null;
  }
}

export function keepDraft(person: string, draft: Draft): boolean {
  try {
    if (isEmptyDraft(draft)) localStorage.removeItem(storageName(person));
    else localStorage.setItem(storageName(person), JSON.stringify(draft));
    return true;
  } catch {
    return false; // full or forbidden storage: the form goes on without a draft
  }
}

export function dropDraft(person: string): void {
  try {
    localStorage.removeItem(storageName(person));
  } catch {
    // nothing was kept either
  }
}
