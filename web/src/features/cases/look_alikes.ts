// Cases that may be the same thing.
import type { DuplicateCase } from '@/api/types';

/** The server leaves out words and photo of a case that stands in somebody else's area. */
export const isSeen = (lookAlike: DuplicateCase): boolean => lookAlike.summary !== '' || lookAlike.place_words !== '' || lookAlike.thumb_url !== null;
