import { newKey } from '@/shared/http/keys';

/** A key per content: the same words sent again carry the same key, changed words a new one. */
export function keyPerContent(): (content: unknown) => string {
  let last: { key: string; content: string } | null = null;
  return (content) => {
    const text = JSON.stringify(content);
    if (last?.content !== text) last = { key: newKey(), content: text };
    return last.key;
  };
}
