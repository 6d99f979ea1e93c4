// A photo shrunk on a canvas loses what the camera wrote about time and place, and the checker needs that
// as evidence. These functions carry the camera's EXIF block over into the shrunk JPEG. The orientation in
// it is set to "upright", because the canvas has already turned the pixels. The server keeps the block
// apart for the checker and never gives it to the public.

const soi = 0xffd8;
const startOfScan = 0xffda;
const app1 = 0xffe1;
const orientationTag = 0x0112;

/** The whole APP1 segment (marker, length, content) that holds EXIF, or null. */
export function exifSegment(jpeg: Uint8Array): Uint8Array | null {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  if (view.byteLength < 4 || view.getUint16(0) !== soi) return null;
  let at = 2;
  while (at + 4 <= view.byteLength) {
    const marker = view.getUint16(at);
    if (marker === startOfScan || (marker & 0xff00) !== 0xff00) return null;
    const length = view.getUint16(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > view.byteLength) return null;
    if (marker === app1 && length >= 16 && isExif(view, at + 4)) return jpeg.slice(at, end);
    at = end;
  }
  return null;
}

function isExif(view: DataView, at: number): boolean {
  return view.getUint32(at) === 0x45786966 && view.getUint16(at + 4) === 0;
}

/** Sets the orientation of an EXIF segment to 1 (upright). Changes the bytes it is given. */
export function setUpright(segment: Uint8Array): Uint8Array {
  const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength);
  const tiff = 10;
  if (view.byteLength < tiff + 8) return segment;
  const little = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  if (directory + 2 > view.byteLength) return segment;
  const count = view.getUint16(directory, little);
  for (let i = 0; i < count; i += 1) {
    const entry = directory + 2 + i * 12;
    if (entry + 12 > view.byteLength) break;
    if (view.getUint16(entry, little) === orientationTag) view.setUint16(entry + 8, 1, little);
  }
  return segment;
}

/** `shrunk` with the EXIF of `original` in it; `shrunk` itself when there is none to carry. */
export function withExifOf(original: Uint8Array, shrunk: Uint8Array): Uint8Array {
  const segment = exifSegment(original);
  if (!segment || shrunk.length < 2) return shrunk;
  const upright = setUpright(segment);
  const joined = new Uint8Array(shrunk.length + upright.length);
  joined.set(shrunk.subarray(0, 2), 0);
  joined.set(upright, 2);
  joined.set(shrunk.subarray(2), 2 + upright.length);
  return joined;
}
