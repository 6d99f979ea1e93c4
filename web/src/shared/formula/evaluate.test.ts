// Held to the C++ evaluator by its own files: src/foundation/formula/tests/vectors.tsv and trees by chance.
// WEICHENG_FORMULA_TREES_FILE names a larger file of trees; docs/how-to/write-a-formula.md.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluate, type Node, type Outcome, type Step, type Value } from './evaluate';
import { type Fraction, fraction } from './fraction';

const folder = '../src/foundation/formula/tests/';

interface Row {
  formula: string;
  values: Map<string, Value>;
  result: string;
  text: string;
  tree: Node;
}

const numberText = (number: Fraction): string => (number.d === 1n ? `${number.n}` : `${number.n}/${number.d}`);

function valueFrom(text: string): Value {
  const inside = text.slice(2);
  const item = (number: string): Fraction | null => (number === '-' ? null : fraction(number)!);
  switch (text[0]) {
    case 'n':
      return item(inside);
    case 't':
      return inside;
    case 'd':
      return { date: inside };
    case 'b':
      return inside === '是';
    case 'l':
      return inside === '' ? [] : inside.split(',').map(item);
    default:
      return null;
  }
}

function textOf(outcome: Outcome): string {
  if ('refused' in outcome) return `!${outcome.refused}@${outcome.at}`;
  const { value } = outcome;
  if (value === null) return '-';
  if (typeof value === 'string') return `t:${value}`;
  if (typeof value === 'boolean') return value ? 'b:是' : 'b:否';
  if (Array.isArray(value)) return `l:${value.map((each) => (each ? numberText(each) : '-')).join(',')}`;
  return 'date' in value ? `d:${value.date}` : `n:${numberText(value)}`;
}

/** Rows with a tree: the others were refused when they were read. */
function* rowsOf(path: string): Generator<Row> {
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [formula = '', given = '', result = '', text = '', tree = ''] = line.split('\t');
    if (!tree) continue;
    const pairs = given ? given.split(' | ') : [];
    const values = new Map(
      pairs.map((pair): [string, Value] => {
        const equals = pair.indexOf('=');
        return [pair.slice(0, equals), valueFrom(pair.slice(equals + 1))];
      }),
    );
    yield { formula, values, result, text: text || formula, tree: JSON.parse(tree) as Node };
  }
}

/** Counts the rows; compares outside of expect(), which is slow for a hundred thousand. */
function compare(path: string): number {
  let count = 0;
  for (const { formula, values, result, tree } of rowsOf(path)) {
    const outcome = textOf(evaluate(tree, values));
    if (outcome !== result) expect(outcome, formula).toBe(result);
    count += 1;
  }
  return count;
}

describe('a formula on a phone gives what the server gives (R5.1, R10.1)', () => {
  it('for every vector', () => {
    expect(compare(`${folder}vectors.tsv`)).toBeGreaterThan(200);
  });

  it('for trees by chance', () => {
    expect(compare(process.env['WEICHENG_FORMULA_TREES_FILE'] ?? `${folder}trees.tsv`)).toBeGreaterThanOrEqual(500);
  }, 600_000);

  it('and explains each step in the words of the formula', () => {
    for (const { formula, values, result, text, tree } of rowsOf(`${folder}vectors.tsv`)) {
      const steps: Step[] = [];
      evaluate(tree, values, text, steps);
      const last = steps.at(-1);
      if (result.startsWith('!')) expect(last?.text, formula).not.toBe(text);
      else expect([last?.text, textOf({ value: last?.value ?? null })], formula).toEqual([text, result]);
    }
  });

  it('takes at most ten thousand steps', () => {
    const name: Node = { op: 'name', at: [3, 5], name: 'scores' };
    const tree: Node = { op: 'SUM', at: [0, 6], of: [name] };
    const given = (count: number): string =>
      textOf(evaluate(tree, new Map([['scores', Array.from({ length: count }, () => fraction('1')!)]])));
    expect(given(9998)).toBe('n:9998');
    expect(given(9999)).toBe('!formula.too_many_steps@4');
  });

  it('knows every operation the server sends', () => {
    const tree: Node = { op: 'VLOOKUP', at: [0, 1], of: [{ op: 'number', at: [0, 1], value: '1' }] };
    expect(() => evaluate(tree, new Map())).toThrow('VLOOKUP');
  });
});

describe('a number from a form', () => {
  it.each([
    ['12', '12'],
    ['-0.25', '-1/4'],
    ['6/4', '3/2'],
    ['9223372036854775807', '9223372036854775807'],
  ])('%s is taken', (text, read) => {
    expect(numberText(fraction(text)!)).toBe(read);
  });

  it.each(['', '-', '.5', '5.', '+5', ' 5', '1e3', '1/0', '1/-2', '9223372036854775808', '0.1234567890123456789', 'NaN'])(
    '"%s" is not',
    (text) => {
      expect(fraction(text)).toBeUndefined();
    },
  );
});
