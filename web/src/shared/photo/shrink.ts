import { withExifOf } from './exif';
import { kindOf, largestUpload, type PhotoKind } from './kinds';

const longestSide = 1600;
const quality = 0.82;

/** Nothing that anyone here can open. */
export class NotAPhoto extends Error {}
/** A photo, but this device cannot make it smaller, and it is too large to send as it is. */
export class PhotoTooLarge extends NotAPhoto {}

/** The size a picture gets so that its longer side is at most `limit`; small pictures keep theirs. */
export function fitted(width: number, height: number, limit = longestSide): { width: number; height: number } {
  const factor = Math.min(1, limit / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}

interface Drawable {
  source: CanvasImageSource;
  width: number;
  height: number;
  release: () => void;
}

function openWithImage(file: Blob): Promise<Drawable> {
  return new Promise((resolve, reject) => {
    const address = URL.createObjectURL(file);
    const image = new Image();
    image.addEventListener('load', () =>
      resolve({
        source: image,
        width: image.naturalWidth,
        height: image.naturalHeight,
        release: () => URL.revokeObjectURL(address),
      }));
    image.addEventListener('error', () => {
      URL.revokeObjectURL(address);
      reject(new NotAPhoto());
    });
    image.src = address;
  });
}

async function open(file: Blob): Promise<Drawable> {
  if (typeof createImageBitmap === 'function') {
    try {
      const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
      return { source: bitmap, width: bitmap.width, height: bitmap.height, release: () => bitmap.close() };
    } catch {
      // Older WebKit knows createImageBitmap but not its options, and a phone short of memory may still manage the
      // picture as an image element, which it can decode at a lower resolution.
    }
  }
  return openWithImage(file);
}

function encode(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new NotAPhoto())), 'image/jpeg', quality);
  });
}

/** Phones short of memory do not fail: they draw nothing. Looks at a few places of a canvas that began clear. */
export function isDrawn(pen: Pick<CanvasRenderingContext2D, 'getImageData'>, width: number, height: number): boolean {
  return [0.1, 0.5, 0.9].some((part) => {
    const pixel = pen.getImageData(Math.floor(width * part), Math.floor(height * part), 1, 1).data;
    return pixel[3] !== 0;
  });
}

async function reEncoded(file: Blob, kind: PhotoKind): Promise<Blob> {
  const picture = await open(file);
  const canvas = document.createElement('canvas');
  try {
    const size = fitted(picture.width, picture.height);
    canvas.width = size.width;
    canvas.height = size.height;
    const pen = canvas.getContext('2d');
    if (!pen) throw new NotAPhoto();
    pen.drawImage(picture.source, 0, 0, size.width, size.height);
    if (kind === 'jpeg' && !isDrawn(pen, size.width, size.height)) throw new NotAPhoto();
    // A transparent screenshot must not turn black.
    pen.globalCompositeOperation = 'destination-over';
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, size.width, size.height);
    return await encode(canvas);
  } finally {
    picture.release();
    canvas.width = 0; // frees the pixels at once; iOS counts them against the page
  }
}

/** As it is, for the server to open. */
function asItIs(file: Blob, kind: PhotoKind): Blob {
  if (kind === 'other') throw new NotAPhoto();
  if (file.size > largestUpload) throw new PhotoTooLarge();
  return file.slice(0, file.size, `image/${kind}`);
}

/**
 * What is sent of a chosen photo: a JPEG of at most 1600 px with the camera's time and place kept in it. HEIC goes
 * as it is, since a canvas would lose time and place; so does what this device cannot open or has no memory for.
 * Throws NotAPhoto, and PhotoTooLarge when the server could not take it either.
 */
export async function shrink(file: Blob): Promise<Blob> {
  const kind = await kindOf(file);
  if (kind === 'heic' && file.size <= largestUpload) return asItIs(file, kind);
  let small: Blob;
  try {
    small = await reEncoded(file, kind);
  } catch {
    return asItIs(file, kind);
  }
  if (kind !== 'jpeg') return small;
  const original = new Uint8Array(await file.slice(0, 256 * 1024).arrayBuffer());
  const joined = withExifOf(original, new Uint8Array(await small.arrayBuffer()));
  return new Blob([joined as BlobPart], { type: 'image/jpeg' });
}
