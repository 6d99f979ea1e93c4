import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { address, configureClient, get, post, request } from './client';
import { newKey } from './keys';
import { afterTitle, isTrouble, Trouble } from './trouble';

const calls: { url: string; init: RequestInit }[] = [];
let answer: () => Response | Promise<Response>;

function headers(): Record<string, string> {
  return calls.at(-1)?.init.headers as Record<string, string>;
}
const json = (status: number, body: unknown, more: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json', ...more } });

beforeEach(() => {
  calls.length = 0;
  answer = () => json(200, { ok: true });
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    calls.push({ url, init });
    return answer();
  });
  configureClient({ locale: () => 'en', csrf: () => 'token-1', onSignedOut: () => undefined });
});
afterEach(() => vi.unstubAllGlobals());

async function troubleOf(work: Promise<unknown>): Promise<Trouble> {
  const error: unknown = await work.then(() => null, (why: unknown) => why);
  if (!isTrouble(error)) throw new Error('no trouble came');
  return error;
}

describe('Requests', () => {
  it('ask in the person’s language and carry no token when they only read', async () => {
    await get('/cases', { state: 'filed', q: '', mine: false, limit: 20, cursor: null });
    expect(calls[0]?.url).toBe('/api/v1/cases?state=filed&limit=20');
    expect(headers()['Accept-Language']).toBe('en');
    expect(headers()['X-CSRF-Token']).toBeUndefined();
  });
  it('carry token, key and revision when they move something (R2.1)', async () => {
    await post('/cases/1/receipts', {}, { revision: 7, key: 'k1' });
    expect(headers()).toMatchObject({ 'X-CSRF-Token': 'token-1', 'Idempotency-Key': 'k1', 'If-Match': '"7"', 'Content-Type': 'application/json' });
  });
  it('get a fresh 128-bit key of their own', async () => {
    await post('/cases', {});
    const first = headers()['Idempotency-Key'];
    await post('/cases', {});
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(headers()['Idempotency-Key']).not.toBe(first);
    expect(newKey()).not.toBe(newKey());
  });
  it('escape what they ask for', () => {
    expect(address('/phone-book', { q: '城管 & 环卫' })).toBe('/api/v1/phone-book?q=%E5%9F%8E%E7%AE%A1+%26+%E7%8E%AF%E5%8D%AB');
  });
});

describe('Refusals', () => {
  it('keep the server’s words, code, fields and the present state of the thing', async () => {
    answer = () => json(412, { title: 'Changed', status: 412, code: 'request.stale', detail: 'Someone was faster', current: { id: '1' },
      errors: [{ path: '/note', code: 'text.too_long', detail: 'at most 500' }], request_id: 'r1' });
    const trouble = await troubleOf(get('/cases/1'));
    expect(trouble).toMatchObject({ status: 412, code: 'request.stale', message: 'Someone was faster', current: { id: '1' }, requestId: 'r1' });
    expect(trouble.fieldWords('/note')).toBe('at most 500');
    expect(trouble.fieldWords('/reason')).toBeNull();
    expect(trouble.fieldWords('/not')).toBeNull();
    const inList = new Trouble({ title: '', status: 422, code: 'x', detail: '', errors: [{ path: '/photos/1', code: 'y', detail: 'used' }] });
    expect(inList.fieldWords('/photos')).toBe('used');
  });
  it('say when to come back', async () => {
    answer = () => json(503, { title: 'Busy', status: 503, code: 'server.busy', detail: 'later' }, { 'Retry-After': '3' });
    expect((await troubleOf(get('/cases'))).retryAfterSeconds).toBe(3);
  });
  it('tell the desk when the session has ended, and only then', async () => {
    const out = vi.fn();
    configureClient({ onSignedOut: out });
    answer = () => json(401, { title: 'No', status: 401, code: 'auth.wrong_password', detail: '' });
    await troubleOf(request('/sessions', { method: 'POST', body: {} }));
    expect(out).not.toHaveBeenCalled();
    answer = () => json(401, { title: 'No', status: 401, code: 'auth.sign_in_first', detail: '' });
    await troubleOf(get('/cases'));
    expect(out).toHaveBeenCalledOnce();
  });
  it('are made up when the answer is no problem at all', async () => {
    answer = () => new Response('<html>bad gateway</html>', { status: 502, headers: { 'Content-Type': 'text/html' } });
    expect((await troubleOf(get('/cases'))).code).toBe('http.502');
    answer = () => new Response('{broken', { status: 500, headers: { 'Content-Type': 'application/json' } });
    expect((await troubleOf(get('/cases'))).code).toBe('http.500');
  });
  it('name an unreachable server, so that the same command may be sent again', async () => {
    answer = () => Promise.reject(new TypeError('network'));
    const trouble = await troubleOf(post('/cases', {}));
    expect(trouble.unreachable).toBe(true);
    expect(trouble.code).toBe('network.unreachable');
  });
  it('do not say their title twice', () => {
    expect(afterTitle('代码不对', '代码不对。请重新输入。')).toBe('请重新输入。');
    expect(afterTitle('Wrong code', 'Wrong code')).toBe('');
    expect(afterTitle('Locked', 'Wait ten minutes.')).toBe('Wait ten minutes.');
  });
  it('give nothing for an empty answer', async () => {
    answer = () => new Response(null, { status: 204 });
    expect(await request('/session', { method: 'DELETE' })).toBeUndefined();
  });
});
