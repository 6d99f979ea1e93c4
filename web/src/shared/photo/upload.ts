import type { BlobAnswer } from '@/api/types';
import { request } from '@/shared/http/client';
import { digestOf } from './sha256';
import { shrink } from './shrink';

/** A photo as the screens hold it between choosing and sending. */
export interface ChosenPhoto {
  id: string;
  preview: string;
  state: 'working' | 'ready' | 'failed';
  sha256: string | null;
  trouble: string | null;
  file: Blob | null;
}

/** Shrinks a photo, digests it and puts it on the server. Sending the same photo again is harmless. */
export async function uploadPhoto(file: Blob): Promise<BlobAnswer> {
  const small = await shrink(file);
  const sha256 = await digestOf(small);
  return request<BlobAnswer>(`/blobs/${sha256}`, {
    method: 'PUT',
    bytes: small,
    headers: { 'Content-Type': small.type || 'image/jpeg' },
  });
}
