// R7.4: what the network stopped goes out by itself when the network is back; a refusal does not.
import { flushPromises } from '@vue/test-utils';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type EffectScope, effectScope } from 'vue';
import { useDraft } from '../model/use_draft';
import { useSending } from '../model/use_sending';
import { filledDraft } from './samples';

interface Asked {
  path: string;
  key: string | null;
}

const asked: Asked[] = [];
let answer: () => Response;
let scope: EffectScope;

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' },
  });
const accepted = () =>
  json(201, { number: 'AJ1', follow_code: 'K7M4PX', promise_words: '', follow_url: '' });
const lineDown = () => {
  throw new TypeError('Failed to fetch');
};
const reportsSent = () => asked.filter(({ path }) => path.endsWith('/portal/reports'));

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('fetch', async (path: string, init: { headers: Record<string, string> }) => {
    asked.push({ path, key: init.headers['Idempotency-Key'] ?? null });
    return path.includes('/blobs/') ? json(201, {}) : answer();
  });
  asked.length = 0;
  Object.assign(useDraft().draft, filledDraft());
  scope = effectScope();
});

afterEach(() => {
  scope.stop();
  vi.unstubAllGlobals();
});

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await flushPromises();
    await new Promise((next) => setTimeout(next, 0));
  }
}

describe('sending from the screen (R7.4)', () => {
  it('keeps everything when the line is down, and sends with the same key when it is back', async () => {
    const numbers: string[] = [];
    const sending = scope.run(() => useSending(({ number }) => void numbers.push(number)))!;
    answer = lineDown;
    await sending.send();
    expect(sending.failure.value).toMatchObject({ status: 0 });
    expect(useDraft().draft.photos).toHaveLength(2);

    answer = accepted;
    window.dispatchEvent(new Event('online'));
    await settled();
    expect(numbers).toEqual(['AJ1']);
    expect(new Set(reportsSent().map(({ key }) => key)).size).toBe(1);
    expect(reportsSent()).toHaveLength(2);
    expect(useDraft().draft.photos).toHaveLength(0);
  });

  it('does not send again unasked what the server refused', async () => {
    const sending = scope.run(() => useSending(() => undefined))!;
    answer = () => json(422, { title: '', detail: '', status: 422, code: 'request.invalid' });
    await sending.send();
    window.dispatchEvent(new Event('online'));
    await settled();
    expect(reportsSent()).toHaveLength(1);
    expect(useDraft().draft.kind).toBe('dumping');
  });

  it('sends once although the button is pressed twice', async () => {
    const sending = scope.run(() => useSending(() => undefined))!;
    answer = accepted;
    await Promise.all([sending.send(), sending.send()]);
    expect(asked).toHaveLength(3);
    expect(sending.failure.value).toBeNull();
  });
});
