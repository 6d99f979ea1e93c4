// The columns of the case list and the choice a person has made among them.
import { ref, watch, type Ref } from 'vue';

export const columnNames = ['photo', 'number', 'what', 'place', 'handler', 'state', 'light', 'reported', 'source'] as const;
export type Column = (typeof columnNames)[number];

const always: Column[] = ['number', 'what'];
const usual: Column[] = ['photo', 'number', 'what', 'place', 'handler', 'state', 'light', 'reported'];
const storageName = 'weicheng.cases.columns';

export function readColumns(stored: string | null): Column[] {
  if (!stored) return usual;
  const wanted = stored.split(',');
  return columnNames.filter((name) => always.includes(name) || wanted.includes(name));
}

export const mayHide = (column: Column): boolean => !always.includes(column);

export function useColumns(): Ref<Column[]> {
  const shown = ref<Column[]>(readColumns(localStorage.getItem(storageName)));
  watch(shown, (now) => localStorage.setItem(storageName, now.join(',')), { deep: true });
  return shown;
}
