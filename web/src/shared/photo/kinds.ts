// What a chosen file is, by its first bytes: the name and the stated type of a file say little, and several
// browsers state none for HEIC.

export type PhotoKind = 'jpeg' | 'png' | 'heic' | 'other';

/** Still pictures of the HEIF family, as phones write them (ISO/IEC 23008-12). */
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'mif1']);

function text(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

export function photoKind(bytes: Uint8Array): PhotoKind {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (bytes[0] === 0x89 && text(bytes, 1, 4) === 'PNG') return 'png';
  if (text(bytes, 4, 8) === 'ftyp' && heicBrands.has(text(bytes, 8, 12))) return 'heic';
  return 'other';
}

export async function kindOf(file: Blob): Promise<PhotoKind> {
  return photoKind(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
}

/** What the server takes as it is: it turns, shrinks and converts by itself. */
export const largestUpload = 12 * 1024 * 1024;
