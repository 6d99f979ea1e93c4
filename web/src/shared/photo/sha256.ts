import { sha256 } from 'js-sha256';

/** `crypto.subtle` does not exist on plain http, where many counties run: so a digest in JavaScript. */
export async function digestOf(blob: Blob): Promise<string> {
  return sha256(new Uint8Array(await blob.arrayBuffer()));
}
