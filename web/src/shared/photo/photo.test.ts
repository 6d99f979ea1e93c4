import { sha256 } from 'js-sha256';
import { describe, expect, it } from 'vitest';
import { exifSegment, setUpright, withExifOf } from './exif';
import { digestOf } from './sha256';
import { fitted } from './shrink';

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
