// R7.4: whatever fails, the citizen reads what happened, why, and what to do.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Trouble } from '@/shared/http/trouble';
import { faultOf } from '../model/fault';

const t = (key: string, values?: Record<string, unknown>) =>
  values ? `${key} ${JSON.stringify(values)}` : key;
const trouble = (status: number, more = {}, wait: number | null = null) =>
  new Trouble({ status, code: 'some.code', title: '标题', detail: '说明', ...more }, wait);

afterEach(() => vi.unstubAllGlobals());

describe('a failure in three parts (R7.4)', () => {
  it('tells a phone without a network from a server that does not answer', () => {
    const silent = trouble(0);
    expect(faultOf(silent, 'what', t)).toMatchObject({ what: 'what', why: 'fault.silent' });
    vi.stubGlobal('navigator', { onLine: false });
    expect(faultOf(silent, 'what', t)).toMatchObject({ why: 'fault.offline', unreachable: true });
  });

  it('gives the words of the server, and those of each field', () => {
    const errors = [{ path: '/photos', code: 'list.too_short', detail: '至少一张照片' }];
    const shown = faultOf(trouble(422, { errors, request_id: 'r-1' }), 'what', t);
    expect(shown).toMatchObject({ what: '标题', why: '说明 至少一张照片', unreachable: false });
    expect(shown.code).toBe('some.code · r-1');
  });

  it('says nothing twice', () => {
    const detail = '这张照片已经用过，请现场重新拍摄。';
    const errors = [{ path: '/photos/0', code: 'case.photo_reused', detail }];
    const shown = faultOf(trouble(422, { title: '这张照片已经用过', detail, errors }), 'what', t);
    expect(shown).toMatchObject({ what: '这张照片已经用过', why: '', todo: '请现场重新拍摄。' });
  });

  it('says how long to wait when the server is busy', () => {
    expect(faultOf(trouble(503, {}, 5), 'what', t)).toMatchObject({
      todo: 'fault.wait {"n":5}',
      unreachable: true,
    });
  });

  it('shows the number of an incident rather than that of the request', () => {
    const shown = faultOf(trouble(500, { incident: 7, request_id: 'r-1' }), 'what', t);
    expect(shown.code).toBe('some.code · 7');
  });

  it('owns up to a mistake of the page itself', () => {
    expect(faultOf(new TypeError('x'), 'what', t)).toEqual({
      what: 'what',
      why: 'fault.odd',
      todo: 'fault.oddTodo',
      code: 'TypeError',
      unreachable: false,
    });
  });
});
