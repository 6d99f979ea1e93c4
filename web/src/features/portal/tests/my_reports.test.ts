// R7.4: number and code are found again, however they were kept or typed.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type MyReport,
  forgetReports,
  fromFollowAddress,
  myReport,
  myReports,
  rememberReport,
  tidyNumber,
} from '../model/my_reports';

const one = (number: string, more: Partial<MyReport> = {}): MyReport => ({
  number,
  code: 'K7M4PX',
  kindName: '乱倒垃圾',
  placeWords: '解放路',
  promiseWords: '1 个工作日内答复',
  at: '2026-11-22T01:00:00.000Z',
  ...more,
});

beforeEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
  forgetReports();
});

describe('the reports of this phone (R7.4)', () => {
  it('stand newest first, each once', () => {
    rememberReport(one('AJ1'));
    rememberReport(one('AJ2'));
    rememberReport(one('AJ1'));
    expect(myReports().map((report) => report.number)).toEqual(['AJ1', 'AJ2']);
  });

  it('keep the first moment and the promise when looked up again', () => {
    rememberReport(one('AJ1'));
    rememberReport(one('AJ1', { at: '2026-12-01T00:00:00.000Z', promiseWords: '' }));
    expect(myReport('AJ1')).toMatchObject({
      at: '2026-11-22T01:00:00.000Z',
      promiseWords: '1 个工作日内答复',
    });
  });

  it('are cleared on demand', () => {
    rememberReport(one('AJ1'));
    forgetReports();
    expect(myReports()).toEqual([]);
  });

  it('last as long as the page where storage is refused', () => {
    rememberReport(one('AJ0'));
    const kept = localStorage.getItem('weicheng.portal.reports');
    vi.stubGlobal('localStorage', {
      getItem: () => kept,
      setItem: () => {
        throw new DOMException('no', 'QuotaExceededError');
      },
    });
    rememberReport(one('AJ1'));
    expect(myReports().map((report) => report.number)).toEqual(['AJ1', 'AJ0']);
  });

  it('survive a spoiled store', () => {
    localStorage.setItem('weicheng.portal.reports', '{"not":"a list"');
    expect(myReports()).toEqual([]);
  });
});

describe('numbers as people type them (R7.4)', () => {
  it.each([
    [' aj20261122-0031 ', 'AJ20261122-0031'],
    ['ＡＪ２０２６１１２２－００３１', 'AJ20261122-0031'],
    ['AJ20261122—0031', 'AJ20261122-0031'],
    ['k7m 4px', 'K7M4PX'],
  ])('"%s" is %s', (typed, meant) => {
    expect(tidyNumber(typed)).toBe(meant);
  });

  it('are read out of a pasted address', () => {
    const pasted = '看进度 https://wc.example/p/r/AJ20261122-0031?c=K7M4PX 谢谢';
    expect(fromFollowAddress(pasted)).toEqual({ number: 'AJ20261122-0031', code: 'K7M4PX' });
    expect(fromFollowAddress('AJ20261122-0031')).toBeNull();
  });
});
