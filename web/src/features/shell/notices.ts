import { ElMessage } from 'element-plus';
import 'element-plus/es/components/message/style/css';
import { isTrouble } from '@/shared/http/trouble';
import { translate } from '@/shared/i18n/translate';

/** A failure of something small, where no place on the page belongs to it. */
export function showTrouble(error: unknown): void {
  const words = isTrouble(error)
    ? [error.message, ...error.fields.map((field) => field.detail), translate('trouble.code', { code: error.code })]
    : [translate('trouble.odd')];
  ElMessage({ type: 'error', message: words.filter(Boolean).join(' '), duration: 8000, showClose: true, grouping: true });
}

export function showDone(message: string): void {
  ElMessage({ type: 'success', message, duration: 4000, showClose: true });
}
