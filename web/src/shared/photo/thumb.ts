import { fitted } from './shrink';

/** A picture of at most 200 px as a data address, small enough to keep on the device; '' when it cannot be made. */
export async function smallPicture(address: string): Promise<string> {
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const size = fitted(image.naturalWidth, image.naturalHeight, 200);
    const canvas = document.createElement('canvas');
    canvas.width = size.width;
    canvas.height = size.height;
    canvas.getContext('2d')?.drawImage(image, 0, 0, size.width, size.height);
    return canvas.toDataURL('image/jpeg', 0.7);
  } catch {
    return '';
  }
}
