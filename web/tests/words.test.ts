// Both languages say everything, and no screen carries words of its own.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = join(__dirname, '../src');

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

function keysOf(words: unknown, before = ''): string[] {
  if (typeof words !== 'object' || words === null) return [before];
  return Object.entries(words).flatMap(([name, value]) => keysOf(value, before ? `${before}.${name}` : name));
}

function wordAt(words: unknown, key: string): string {
  return String(key.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], words));
}

const all = filesUnder(source);
/** The names filled in; where a language has one form for one and another for many, each name once. */
const placeholders = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort();
const pairs = all
  .filter((path) => /(^|\/)(words\.)?zh\.ts$/.test(path))
  .map((path) => ({ zh: path, en: path.replace(/zh\.ts$/, 'en.ts') }));

describe('Words', () => {
  it('finds the word files of every part', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(6);
  });

  it('stand below a name of its own in every feature', async () => {
    const names: string[] = [];
    for (const { zh } of pairs.filter((pair) => pair.zh.includes('/features/'))) names.push(...Object.keys(((await import(zh)) as { default: object }).default));
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(pairs)('has the same keys and placeholders in both languages: $zh', async ({ zh, en }) => {
    const chinese = ((await import(zh)) as { default: unknown }).default;
    const english = ((await import(en)) as { default: unknown }).default;
    const keys = keysOf(chinese).sort();
    expect(keysOf(english).sort()).toEqual(keys);
    for (const key of keys) {
      expect(wordAt(chinese, key).trim(), `${key} in Chinese`).not.toBe('');
      const filled = placeholders(wordAt(chinese, key)).filter((name) => name !== 'n' || placeholders(wordAt(english, key)).length > 0);
      expect(placeholders(wordAt(english, key)), key).toEqual(filled);
      // A switch names the other language in that language.
      if (key.endsWith('otherLanguage')) continue;
      expect(wordAt(english, key), `${key} still Chinese`).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });

  it('keeps Chinese out of every component', () => {
    const guilty = all
      .filter((path) => path.endsWith('.vue'))
      .filter((path) => /[\u4e00-\u9fff]/.test(readFileSync(path, 'utf8').replace(/<!--[\s\S]*?-->/g, '')));
    expect(guilty).toEqual([]);
  });

  it('asks only for words that exist', async () => {
    const known = new Set<string>();
    for (const { zh } of pairs) for (const key of keysOf(((await import(zh)) as { default: unknown }).default)) known.add(key);
    const missing: string[] = [];
    for (const path of all.filter((file) => /\.(vue|ts)$/.test(file) && !file.endsWith('.test.ts'))) {
      for (const match of readFileSync(path, 'utf8').matchAll(/\b(?:t|translate)\('([a-z]\w*(?:\.\w+)+)'/g)) {
        if (!known.has(match[1] ?? '')) missing.push(`${match[1]} in ${path.slice(source.length)}`);
      }
    }
    expect(missing).toEqual([]);
  });
});
