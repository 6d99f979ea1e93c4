import { newKey } from '@/shared/http/keys';

/** A key per body: the same words sent again carry the same key, changed words a new one. */
export function keyPerBody(): (body: unknown) => string {
  let last: { key: string; body: string } | null = null;
  return (body) => {
    const text = JSON.stringify(body);
    if (last?.body !== text) last = { key: newKey(), body: text };
    return last.key;
  };
}
