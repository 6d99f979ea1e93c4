import { describe, expect, it } from 'vitest';
import { browserOf } from './browser';
import { powerWords } from './powers';

describe('The sign-in log', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36', 'Chrome 128 · Windows'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0', 'Edge 120 · Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1', 'Safari 17 · iOS'],
    ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.40', 'WeChat 8 · Android'],
    ['curl/8.5.0', 'curl/8.5.0'],
    ['', ''],
  ])('says %s as %s', (agent, words) => expect(browserOf(agent)).toBe(words));
});

describe('Powers of a token', () => {
  it('are said in words, and by their code when the screen has none yet', () => {
    const words = (key: string): string => `word of ${key}`;
    expect(powerWords('cases.read', words, () => true)).toBe('word of system.power.cases_read');
    expect(powerWords('visits.read', words, (key) => key === 'visits.power.read')).toBe('word of visits.power.read');
    expect(powerWords('orders.sign', words, () => false)).toBe('orders.sign');
  });
});
