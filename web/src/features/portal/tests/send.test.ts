// R7.4: a lost reply never makes two reports, and a failed try loses nothing.
import { describe, expect, it } from 'vitest';
import type { NewReport, ReportReceipt } from '@/api/types';
import { Trouble } from '@/shared/http/trouble';
import type { Draft } from '../model/draft';
import { type Hands, type SendingStep, sendDraft } from '../model/send';
import { filledDraft } from './samples';

const receipt: ReportReceipt = {
  number: 'AJ20261122-0031',
  follow_code: 'K7M4PX',
  promise_words: '',
  follow_url: '/p/r/AJ20261122-0031?c=K7M4PX',
};
const gone = () => new Trouble({ status: 0, code: 'network.unreachable', title: '', detail: '' });

/** A server that saves a report once per key, as the contract says. */
class Office {
  readonly saved = new Map<string, NewReport>();
  readonly photos: string[] = [];
  readonly kept: (string | null)[] = [];
  readonly steps: SendingStep[] = [];
  loseReplies = 0;
  losePhotos = 0;
  refuse: Trouble | null = null;
  private keys = 0;

  hands(draft: Draft): Hands {
    return {
      putPhoto: async (sha256) => {
        if (this.losePhotos-- > 0) throw gone();
        this.photos.push(sha256);
      },
      postReport: async (body, key) => {
        if (this.refuse) throw this.refuse;
        if (!this.saved.has(key)) this.saved.set(key, body);
        if (this.loseReplies-- > 0) throw gone();
        return receipt;
      },
      newKey: () => `key-${(this.keys += 1)}`,
      keep: async () => this.kept.push(draft.attempt?.key ?? null),
      tell: (step) => this.steps.push(step),
    };
  }
}

describe('sending a report (R7.4)', () => {
  it('brings the photos first and keeps the key before the words leave', async () => {
    const draft = filledDraft();
    const office = new Office();
    expect(await sendDraft(draft, office.hands(draft))).toBe(receipt);
    expect(office.photos).toEqual(draft.photos.map((photo) => photo.sha256));
    expect(office.kept[office.kept.length - 1]).toBe('key-1');
    expect(office.steps.map((step) => step.what)).toEqual(['photo', 'photo', 'report']);
  });

  it('is saved once although the first reply was lost', async () => {
    const draft = filledDraft();
    const office = new Office();
    office.loseReplies = 1;
    await expect(sendDraft(draft, office.hands(draft))).rejects.toMatchObject({ status: 0 });
    expect(await sendDraft(draft, office.hands(draft))).toBe(receipt);
    expect(office.saved.size).toBe(1);
  });

  it('does not bring photos again that have arrived', async () => {
    const draft = filledDraft();
    const office = new Office();
    office.loseReplies = 1;
    await sendDraft(draft, office.hands(draft)).catch(() => undefined);
    await sendDraft(draft, office.hands(draft));
    expect(office.photos).toHaveLength(2);
  });

  it('goes on with the photo at which the line broke', async () => {
    const draft = filledDraft();
    const office = new Office();
    office.losePhotos = 1;
    await expect(sendDraft(draft, office.hands(draft))).rejects.toMatchObject({ status: 0 });
    expect(draft.photos.map((photo) => photo.uploaded)).toEqual([false, false]);
    expect(office.saved.size).toBe(0);
    await sendDraft(draft, office.hands(draft));
    expect(office.photos).toHaveLength(2);
  });

  it('takes a new key when the citizen changed the words in between', async () => {
    const draft = filledDraft();
    const office = new Office();
    office.refuse = new Trouble({ status: 503, code: 'server.busy', title: '', detail: '' });
    await sendDraft(draft, office.hands(draft)).catch(() => undefined);
    const first = draft.attempt?.key;
    office.refuse = null;
    draft.words = '改了一句';
    await sendDraft(draft, office.hands(draft));
    expect(first).toBe('key-1');
    expect([...office.saved.keys()]).not.toContain(first);
  });

  it('brings the photos again when the server no longer has them', async () => {
    const draft = filledDraft();
    const office = new Office();
    office.refuse = new Trouble({
      status: 422,
      code: 'request.invalid',
      title: '',
      detail: '',
      errors: [{ path: '/photos/0', code: 'photo.unknown', detail: '' }],
    });
    await sendDraft(draft, office.hands(draft)).catch(() => undefined);
    office.refuse = null;
    await sendDraft(draft, office.hands(draft));
    expect(office.photos).toHaveLength(4);
  });
});
