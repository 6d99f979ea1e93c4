/** Sending as the report screen sees it: where it stands, what went wrong, the next try. */
import { onScopeDispose, ref, shallowRef, toRaw } from 'vue';
import { newKey } from '@/shared/http/keys';
import type { ReportReceipt } from '@/api/types';
import { postReport, putPhoto } from './api';
import type { Draft } from './draft';
import { type SendingStep, sendDraft } from './send';
import { useDraft } from './use_draft';

export function useSending(onSent: (receipt: ReportReceipt, sent: Draft) => Promise<void> | void) {
  const { draft, keepNow, throwAway } = useDraft();
  const step = ref<SendingStep | null>(null);
  const failure = shallowRef<unknown>(null);
  const sending = ref(false);

  async function send(): Promise<void> {
    if (sending.value) return;
    sending.value = true;
    failure.value = null;
    try {
      const receipt = await sendDraft(draft, {
        putPhoto,
        postReport,
        newKey,
        keep: keepNow,
        tell: (now) => (step.value = now),
      });
      const sent = { ...toRaw(draft), place: { ...toRaw(draft.place) } };
      await onSent(receipt, sent);
      await throwAway();
    } catch (error) {
      failure.value = error;
    } finally {
      sending.value = false;
      step.value = null;
    }
  }

  /** Only what the network stopped is sent again unasked; a refusal waits for the citizen. */
  function networkIsBack(): void {
    const status = (failure.value as { status?: number } | null)?.status;
    if (failure.value !== null && status === 0) void send();
  }

  window.addEventListener('online', networkIsBack);
  onScopeDispose(() => window.removeEventListener('online', networkIsBack));
  return { step, failure, sending, send };
}
