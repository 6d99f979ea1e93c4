// Cases that may be the same thing.
import type { DuplicateCase } from '@/api/types';

/** The server leaves out words and photo of a case that stands in somebody else's area. */
export const isSeen = (twin: DuplicateCase): boolean => twin.summary !== '' || twin.place_words !== '' || twin.thumb_url !== null;
