/** A 128-bit client key as 32 hex digits. `crypto.randomUUID` is missing on plain http; this is not. */
export function newKey(): string {
  const bytes = new Uint8Array(16);
  crypto.getRandomValues(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
