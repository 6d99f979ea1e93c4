// Notices that the case on the screen has been moved by someone else.
import { ref, watch, type Ref } from 'vue';
import type { CaseEvent, CaseWhole } from '@/api/types';
import type { Translate } from '@/shared/time';

/** What happened between two views of a case, the newest last; the server tells events oldest first. */
export function newEvents(was: Pick<CaseWhole, 'events'>, now: Pick<CaseWhole, 'events'>): CaseEvent[] {
  return now.events.slice(was.events.length);
}

export interface Moved {
  /** "李明：派遣"; empty when nobody else moved it. */
  words: Ref<string>;
  /** The revision this person's own move led to. */
  own: (fresh: CaseWhole) => void;
  close: () => void;
}

export function useMoved(one: () => CaseWhole | null, t: Translate): Moved {
  const words = ref('');
  let known: CaseWhole | null = null;
  const own = (fresh: CaseWhole): void => {
    known = fresh;
    words.value = '';
  };
  watch(one, (now) => {
    if (!now || known?.id !== now.id) {
      words.value = '';
    } else if (now.revision > known.revision) {
      const newest = newEvents(known, now).pop();
      words.value = newest ? t('cases.moved.by', { who: newest.actor_name ?? t('cases.byServer'), what: newest.words }) : '';
    } else if (now.revision === known.revision) {
      return;
    }
    known = now;
  }, { immediate: true });
  return { words, own, close: () => (words.value = '') };
}
