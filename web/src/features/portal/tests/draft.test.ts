// R7.4: a citizen's report survives slips, bad lines and second tries.
import { describe, expect, it } from 'vitest';
import {
  attemptFor,
  bodyOf,
  emptyDraft,
  hasContent,
  missingParts,
  phoneLooksWrong,
} from '../model/draft';
import { filledDraft } from './samples';

describe('the draft (R7.4)', () => {
  it('says what is missing in the order the screen shows it', () => {
    expect(missingParts(emptyDraft())).toEqual(['photos', 'kind', 'place']);
    expect(missingParts(filledDraft())).toEqual([]);
  });

  it('needs no point when a scanned code names the place', () => {
    const draft = filledDraft();
    draft.place.point = null;
    expect(missingParts(draft)).toEqual(['place']);
    draft.place.siteCode = 'GC-012';
    expect(missingParts(draft)).toEqual([]);
    expect(bodyOf(draft).place).toEqual({
      point: null,
      words: '解放路38号门口',
      site_code: 'GC-012',
    });
  });

  it('is not worth offering again for a scanned place alone', () => {
    const draft = emptyDraft();
    draft.place.siteCode = 'GC-012';
    expect(hasContent(draft)).toBe(false);
    draft.kind = 'dumping';
    expect(hasContent(draft)).toBe(true);
  });

  it('sends trimmed words, and nothing for a phone that was not given', () => {
    const body = bodyOf(filledDraft());
    expect(body.words).toBe('堆了三天');
    expect(body.phone).toBeNull();
    expect(body.name).toBeNull();
  });

  it('keeps its key for the same body and takes a new one for a changed body', () => {
    const draft = filledDraft();
    let made = 0;
    const newKey = () => `key-${(made += 1)}`;
    draft.attempt = attemptFor(draft, newKey);
    expect(attemptFor(draft, newKey).key).toBe('key-1');
    draft.photos[0]!.uploaded = true;
    expect(attemptFor(draft, newKey).key).toBe('key-1');
    draft.words = '又堆了一天';
    expect(attemptFor(draft, newKey).key).toBe('key-2');
  });

  it.each([
    ['', false],
    ['13800000000', false],
    ['138 0000 0000', false],
    ['0000-12345', false],
    ['１３８００００００００', false],
    ['1380000000', true],
    ['张女士', true],
    ['12', true],
  ])('looks at the phone "%s": wrong is %s', (typed, wrong) => {
    expect(phoneLooksWrong(typed)).toBe(wrong);
  });
});
