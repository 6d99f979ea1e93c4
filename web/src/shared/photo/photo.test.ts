import { sha256 } from 'js-sha256';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { exifSegment, setUpright, withExifOf } from './exif';
import { digestOf } from './sha256';
import { photoKind } from './kinds';
import { fitted, isDrawn, NotAPhoto, PhotoTooLarge, shrink } from './shrink';

/** A JPEG's first bytes with an EXIF block of one entry: the orientation. */
function jpegWith(orientation: number, little: boolean): Uint8Array {
  const tiff = new DataView(new ArrayBuffer(26));
  tiff.setUint16(0, little ? 0x4949 : 0x4d4d);
  tiff.setUint16(2, 42, little);
  tiff.setUint32(4, 8, little);
  tiff.setUint16(8, 1, little);
  tiff.setUint16(10, 0x0112, little);
  tiff.setUint16(12, 3, little);
  tiff.setUint32(14, 1, little);
  tiff.setUint16(18, orientation, little);
  const head = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0];
  return new Uint8Array([...head, ...new Uint8Array(tiff.buffer), 0xff, 0xda, 0, 2]);
}
const shrunk = new Uint8Array([0xff, 0xd8, 0xff, 0xdb, 0, 2, 0xff, 0xd9]);

describe('The camera’s evidence in a shrunk photo (R2.1)', () => {
  it.each([true, false])('is carried over and turned upright (little endian: %s)', (little) => {
    const joined = withExifOf(jpegWith(6, little), shrunk);
    const segment = exifSegment(joined);
    expect(segment).not.toBeNull();
    expect(joined.length).toBe(shrunk.length + (segment?.length ?? 0));
    const view = new DataView(segment!.buffer, segment!.byteOffset);
    expect(view.getUint16(10 + 18, little)).toBe(1);
    expect(joined.slice(-6)).toEqual(shrunk.slice(2));
  });
  it('leaves the photo alone when there is none to carry', () => {
    expect(withExifOf(shrunk, shrunk)).toBe(shrunk);
    expect(withExifOf(new Uint8Array([1, 2, 3]), shrunk)).toBe(shrunk);
  });
  it('reads no further than the bytes it has', () => {
    const whole = jpegWith(6, true);
    for (let length = 0; length < whole.length; length += 1) expect(() => exifSegment(whole.slice(0, length))).not.toThrow();
    const segment = exifSegment(whole)!;
    for (let length = 0; length < segment.length; length += 1) expect(() => setUpright(segment.slice(0, length))).not.toThrow();
  });
});

describe('Photos before upload', () => {
  it.each([[4000, 3000, 1600, 1200], [3000, 4000, 1200, 1600], [1600, 900, 1600, 900], [10, 10, 10, 10], [16000, 2, 1600, 1]])(
    '%i × %i becomes %i × %i', (width, height, w, h) => expect(fitted(width, height)).toEqual({ width: w, height: h }));
  it('is named by the digest of its bytes', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    expect(await digestOf(new Blob([bytes]))).toBe(sha256(bytes));
    expect(await digestOf(new Blob([]))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});

const bytesOf = (...values: (number | string)[]) =>
  new Uint8Array(values.flatMap((value) => (typeof value === 'number' ? [value] : [...value].map((c) => c.charCodeAt(0)))));
const heic = bytesOf(0, 0, 0, 24, 'ftypheic', 0, 0, 0, 0, 'mif1heic');
const png = bytesOf(0x89, 'PNG', 13, 10, 26, 10, 0, 0, 0, 0, 0, 0, 0, 0);

describe('What a chosen file is (R7.4)', () => {
  it.each([
    ['a JPEG', shrunk, 'jpeg'], ['a PNG', png, 'png'], ['an iPhone’s HEIC', heic, 'heic'],
    ['a HEIF of another maker', bytesOf(0, 0, 0, 24, 'ftypmif1'), 'heic'],
    ['AVIF', bytesOf(0, 0, 0, 24, 'ftypavif'), 'other'], ['WebP', bytesOf('RIFF', 1, 2, 3, 4, 'WEBP'), 'other'],
    ['nothing', bytesOf(), 'other'],
  ])('%s is seen by its first bytes', (_, bytes, kind) => expect(photoKind(bytes)).toBe(kind));
});

/** A device that cannot open the picture, as a browser without HEIC or a phone without memory. */
function helplessDevice(): void {
  vi.stubGlobal('createImageBitmap', () => Promise.reject(new DOMException('no', 'InvalidStateError')));
  vi.stubGlobal('Image', class {
    private told: (() => void) | null = null;
    addEventListener(name: string, tell: () => void) { if (name === 'error') this.told = tell; }
    set src(_: string) { this.told?.(); }
  });
  vi.stubGlobal('URL', { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined });
}

describe('A photo that this device cannot shrink (R7.4)', () => {
  afterEach(() => vi.unstubAllGlobals());
  it.each([['image/heic', heic], ['image/jpeg', jpegWith(6, true)], ['image/png', png]])(
    'goes to the server as it is: %s', async (type, bytes) => {
      helplessDevice();
      const sent = await shrink(new Blob([bytes as BlobPart]));
      expect(sent.type).toBe(type);
      expect(new Uint8Array(await sent.arrayBuffer())).toEqual(bytes);
    });
  it('is refused with its own words when it is too large to send', async () => {
    helplessDevice();
    const large = new Blob([heic as BlobPart, new Uint8Array(12 * 1024 * 1024)]);
    await expect(shrink(large)).rejects.toBeInstanceOf(PhotoTooLarge);
  });
  it('is refused when it is no photo', async () => {
    helplessDevice();
    const trouble = await shrink(new Blob(['words'])).catch((error: unknown) => error);
    expect(trouble).toBeInstanceOf(NotAPhoto);
    expect(trouble).not.toBeInstanceOf(PhotoTooLarge);
  });
  it('is noticed when the canvas stayed empty', () => {
    const pen = (alpha: number) => ({ getImageData: () => ({ data: [0, 0, 0, alpha] }) as unknown as ImageData });
    expect(isDrawn(pen(0), 100, 100)).toBe(false);
    expect(isDrawn(pen(255), 100, 100)).toBe(true);
  });
});
