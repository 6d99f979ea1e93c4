/** The elder mode: larger letters and targets, no movement; one attribute on the document. */
import { ref } from 'vue';

const storageId = 'weicheng.portal.elder';

export const elder = ref(false);

export function setElder(on: boolean): void {
  elder.value = on;
  document.documentElement.toggleAttribute('data-elder', on);
  try {
    if (on) localStorage.setItem(storageId, '1');
    else localStorage.removeItem(storageId);
  } catch {
    // A private window forgets the choice when it is closed.
  }
}

export function restoreElder(): void {
  try {
    setElder(localStorage.getItem(storageId) === '1');
  } catch {
    setElder(false);
  }
}
