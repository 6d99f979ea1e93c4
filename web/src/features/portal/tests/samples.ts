import type { Report } from '@/api/types';
import { type Draft, type DraftPhoto, emptyDraft } from '../model/draft';

export const photo = (name: string): DraftPhoto => ({
  sha256: name.repeat(64).slice(0, 64),
  bytes: new Uint8Array([1, 2, 3, name.charCodeAt(0)]).buffer,
  type: 'image/jpeg',
  uploaded: false,
});

export function filledDraft(): Draft {
  const draft = emptyDraft();
  draft.photos = [photo('a'), photo('b')];
  draft.kind = 'dumping';
  draft.words = ' 堆了三天 ';
  draft.place.point = { lon: 118.05, lat: 35.55 };
  draft.place.words = '解放路38号门口';
  return draft;
}

export function report(more: Partial<Report> = {}): Report {
  return {
    number: 'AJ20261122-0031',
    kind: { code: 'dumping', name: '乱倒垃圾' },
    words: '',
    place_words: '解放路38号门口',
    grid_name: '后屯社区第一网格',
    steps: [
      { step: 'received', at: '2026-11-22T01:00:00.000Z', words: '已收到' },
      { step: 'in_hand', at: null, words: '' },
      { step: 'mended', at: null, words: '' },
      { step: 'rated', at: null, words: '' },
    ],
    current_step: 'received',
    handled_by: null,
    photos: [],
    can_rate: false,
    can_object: false,
    object_until: null,
    reasons: [],
    rating: null,
    ending: null,
    period: 1,
    closed_at: null,
    server_now: '2026-11-22T02:00:00.000Z',
    ...more,
  };
}
