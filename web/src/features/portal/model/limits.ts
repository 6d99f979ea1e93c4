/** What the server accepts from a citizen; the screens stop there instead of being refused. */
export const photosAllowed = 3;
export const wordsAllowed = 300;
export const placeWordsAllowed = 200;
