// R7.4: what was filled in is there after a reload, with its photos where the phone allows.
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetDraft, keepDraft, restoreDraft } from '../model/draft_store';
import { filledDraft } from './samples';

/** A private window: the store is there, but nothing may be opened. */
const forbidden = {
  open: () => {
    throw new DOMException('no', 'SecurityError');
  },
};

beforeEach(() => {
  vi.unstubAllGlobals();
  vi.stubGlobal('indexedDB', new IDBFactory());
  localStorage.clear();
});

describe('keeping the draft (R7.4)', () => {
  it('brings everything back, photos as bytes', async () => {
    const draft = filledDraft();
    draft.attempt = { key: 'k', body: '{}' };
    expect(await keepDraft(draft)).toBe('all');
    const found = await restoreDraft();
    expect(found?.photosLost).toBe(false);
    expect(found?.draft.kind).toBe('dumping');
    expect(found?.draft.attempt).toEqual({ key: 'k', body: '{}' });
    expect(new Uint8Array(found!.draft.photos[1]!.bytes)).toEqual(
      new Uint8Array(draft.photos[1]!.bytes),
    );
  });

  it('keeps the words when the phone refuses photos, and says so', async () => {
    vi.stubGlobal('indexedDB', forbidden);
    expect(await keepDraft(filledDraft())).toBe('words');
    const found = await restoreDraft();
    expect(found?.photosLost).toBe(true);
    expect(found?.draft.photos).toEqual([]);
    expect(found?.draft.place.words).toBe('解放路38号门口');
  });

  it('lets the newer whole draft replace words that were kept alone', async () => {
    const whole = indexedDB;
    vi.stubGlobal('indexedDB', forbidden);
    await keepDraft(filledDraft());
    vi.stubGlobal('indexedDB', whole);
    await keepDraft(filledDraft());
    const found = await restoreDraft();
    expect(found?.photosLost).toBe(false);
    expect(found?.draft.photos).toHaveLength(2);
  });

  it('keeps nothing where there is no storage at all, without an error', async () => {
    vi.stubGlobal('indexedDB', forbidden);
    vi.stubGlobal('localStorage', {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('no', 'QuotaExceededError');
      },
    });
    expect(await keepDraft(filledDraft())).toBe('nothing');
    expect(await restoreDraft()).toBeNull();
  });

  it('stays forgotten although the page was left before the database had forgotten', async () => {
    await keepDraft(filledDraft());
    const whole = indexedDB;
    vi.stubGlobal('indexedDB', forbidden);
    await forgetDraft();
    vi.stubGlobal('indexedDB', whole);
    expect(await restoreDraft()).toBeNull();
    await keepDraft(filledDraft());
    expect((await restoreDraft())?.draft.kind).toBe('dumping');
  });

  it('forgets on demand', async () => {
    await keepDraft(filledDraft());
    await forgetDraft();
    expect(await restoreDraft()).toBeNull();
  });
});
