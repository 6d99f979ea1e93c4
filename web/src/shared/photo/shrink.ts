import { withExifOf } from './exif';

const longestSide = 1600;
const quality = 0.82;

export class NotAPhoto extends Error {}

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
      // Older WebKit knows createImageBitmap but not its options: the image element can still do it.
    }
  }
  return openWithImage(file);
}

function encode(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new NotAPhoto())), 'image/jpeg', quality);
  });
}

async function reEncoded(file: Blob): Promise<Blob> {
  const picture = await open(file);
  const canvas = document.createElement('canvas');
  const size = fitted(picture.width, picture.height);
  canvas.width = size.width;
  canvas.height = size.height;
  const pen = canvas.getContext('2d');
  if (!pen) throw new NotAPhoto();
  // A transparent screenshot must not turn black.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, size.width, size.height);
  pen.drawImage(picture.source, 0, 0, size.width, size.height);
  picture.release();
  const blob = await encode(canvas);
  canvas.width = 0; // frees the pixels at once; iOS counts them against the page
  return blob;
}

/** A JPEG of at most 1600 px with the camera's time and place kept in it. Throws NotAPhoto. */
export async function shrink(file: Blob): Promise<Blob> {
  const small = await reEncoded(file);
  if (file.type !== 'image/jpeg') return small;
  const original = new Uint8Array(await file.slice(0, 256 * 1024).arrayBuffer());
  const joined = withExifOf(original, new Uint8Array(await small.arrayBuffer()));
  return new Blob([joined as BlobPart], { type: 'image/jpeg' });
}
