// Evaluates a formula that the server has read and checked: the same results as src/foundation/formula, for phones
// and forms. One file of vectors and random trees hold the two together; a rule changed here changes there.

import { type Fraction, absolute, add, compare, divide, floor, fraction, modulo, multiply, negate, round } from './fraction';
import { dateOf, daysBetween, daysLater, monthsLater, partsOf } from './days';

/** No data is null; a date is { date: "2026-11-22" }; a list is a column of a child register. */
export type Value = null | Fraction | string | boolean | { date: string } | (Fraction | null)[];

/** A part of a checked formula as the server sends it; `at` counts characters of the formula's text. */
export interface Node {
  op: string;
  at: [number, number];
  of?: Node[];
  value?: string | boolean;
  name?: string;
}

export type Step = { text: string; value: Value };

/** Refused like the server: a number that does not fit, or too long a way. `at` counts from 1. */
export type Outcome = { value: Value } | { refused: Code; at: number };
type Code = 'formula.overflow' | 'formula.too_many_steps';

const mostSteps = 10_000;

class Refusal {
  constructor(readonly refused: Code, readonly node: Node) {}
}

/** `text` is the formula's text and only needed with `steps`, which receives every part but literals, inner first. */
export function evaluate(tree: Node, values: Map<string, Value>, text = '', steps?: Step[]): Outcome {
  try {
    return { value: new Evaluation(values, [...text], steps).valueOf(tree) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.refused, at: error.node.at[0] + 1 };
    throw error;
  }
}

class Evaluation {
  private taken = 0;

  constructor(private values: Map<string, Value>, private characters: string[], private steps?: Step[]) {}

  valueOf(node: Node): Value {
    this.take(node, 1);
    if (node.op === 'number') return fraction(String(node.value)) ?? null;
    if (node.op === 'text' || node.op === 'yes_no') return node.value ?? null;
    const value = node.op === 'name' ? this.named(node) : this.computed(node);
    this.steps?.push({ text: this.characters.slice(...node.at).join(''), value });
    return value;
  }

  private take(node: Node, count: number): void {
    this.taken += count;
    if (this.taken > mostSteps) throw new Refusal('formula.too_many_steps', node);
  }

  private named(node: Node): Value {
    const value = this.values.get(node.name ?? '') ?? null;
    if (Array.isArray(value)) this.take(node, value.length);
    return value;
  }

  private computed(node: Node): Value {
    const of = node.of ?? [];
    if (node.op === 'and' || node.op === 'or') return this.logical(of, node.op === 'or');
    if (node.op === 'IF' || node.op === 'IFS') return this.chosen(of);
    if (node.op === 'IFBLANK') return this.valueOf(of[0]!) ?? this.valueOf(of[1]!);
    const parts = of.map((part) => this.valueOf(part));
    const gather = gathering[node.op];
    if (gather) return fitting(node, gather(itemsOf(parts)));
    if (parts.includes(null)) return null;
    const operation = (isDate(parts[0]) ? onDates : onValues)[node.op];
    if (!operation) throw new Error(`the server sent an operation unknown here: ${node.op}`);
    return fitting(node, operation(parts));
  }

  /** One side that decides is enough, even beside a side without data. */
  private logical(of: Node[], deciding: boolean): Value {
    const left = this.valueOf(of[0]!);
    if (left === deciding) return left;
    const right = this.valueOf(of[1]!);
    return left === null && right !== deciding ? null : right;
  }

  private chosen(of: Node[]): Value {
    for (let i = 0; i + 1 < of.length; i += 2) {
      const condition = this.valueOf(of[i]!);
      if (condition === null) return null;
      if (condition === true) return this.valueOf(of[i + 1]!);
    }
    return of.length % 2 === 1 ? this.valueOf(of[of.length - 1]!) : null;
  }
}

/** undefined is a number that did not fit. */
type Operation = (parts: Value[]) => Value | undefined;

function fitting(node: Node, value: Value | undefined): Value {
  if (value === undefined) throw new Refusal('formula.overflow', node);
  return value;
}

const whole = (count: number): Fraction => ({ n: BigInt(count), d: 1n });
const figure = (value: Value | undefined): Fraction => value as Fraction;
const day = (value: Value | undefined): string => (value as { date: string }).date;
const isDate = (value: Value | undefined): boolean => value !== null && typeof value === 'object' && 'date' in value;
const asDay = (date: string | null): Value => (date === null ? null : { date });

/** What has data, the items of lists one by one. */
function itemsOf(parts: Value[]): Value[] {
  return parts.flat().filter((part) => part !== null);
}

/** -1, 0, 1 for two numbers or two dates; of other values, 0 where they are equal. */
function order(left: Value | undefined, right: Value | undefined): number {
  if (isDate(left)) return day(left) < day(right) ? -1 : day(left) === day(right) ? 0 : 1;
  return typeof left === 'object' ? compare(figure(left), figure(right)) : left === right ? 0 : 1;
}

function sumOf(items: Value[]): Value | undefined {
  if (items.length === 0) return null;
  return items.map(figure).reduce<Fraction | undefined>((sum, item) => sum && add(sum, item), whole(0));
}

const extreme = (items: Value[], sign: number): Value =>
  items.length === 0 ? null : items.reduce((best, item) => (order(item, best) * sign < 0 ? item : best));

/** Take what has data and leave out the rest. */
const gathering: Record<string, Operation> = {
  ISBLANK: (items) => items.length === 0,
  COUNT: (items) => whole(items.length),
  MIN: (items) => extreme(items, 1),
  MAX: (items) => extreme(items, -1),
  SUM: sumOf,
  AVERAGE: (items) => {
    const sum = sumOf(items);
    return sum ? divide(figure(sum), whole(items.length)) : sum;
  },
};

const digitsOf = (parts: Value[]): bigint => (parts.length < 2 ? 0n : figure(parts[1]).n);

const comparisons: Record<string, Operation> = {
  '=': ([a, b]) => order(a, b) === 0,
  '<>': ([a, b]) => order(a, b) !== 0,
  '<': ([a, b]) => order(a, b) < 0,
  '<=': ([a, b]) => order(a, b) <= 0,
  '>': ([a, b]) => order(a, b) > 0,
  '>=': ([a, b]) => order(a, b) >= 0,
};

const onValues: Record<string, Operation> = {
  ...comparisons,
  not: ([a]) => !a,
  negate: ([a]) => negate(figure(a)),
  '+': ([a, b]) => add(figure(a), figure(b)),
  '-': ([a, b]) => add(figure(a), negate(figure(b))),
  '*': ([a, b]) => multiply(figure(a), figure(b)),
  '/': ([a, b]) => (figure(b).n === 0n ? null : divide(figure(a), figure(b))),
  MOD: ([a, b]) => (figure(b).n === 0n ? null : modulo(figure(a), figure(b))),
  INT: ([a]) => floor(figure(a)),
  ABS: ([a]) => absolute(figure(a)),
  ROUND: (parts) => round(figure(parts[0]), digitsOf(parts), 'half'),
  ROUNDUP: (parts) => round(figure(parts[0]), digitsOf(parts), 'up'),
  ROUNDDOWN: (parts) => round(figure(parts[0]), digitsOf(parts), 'down'),
  DATE: ([y, m, d]) => asDay(dateOf(figure(y), figure(m), figure(d))),
  LEN: ([text]) => whole([...(text as string)].length),
  CONTAINS: ([text, part]) => (text as string).includes(part as string),
};

/** The first argument is a date. */
const onDates: Record<string, Operation> = {
  ...comparisons,
  '+': ([a, b]) => asDay(daysLater(day(a), figure(b))),
  '-': ([a, b]) => (isDate(b) ? daysBetween(day(b), day(a)) : asDay(daysLater(day(a), negate(figure(b))))),
  DAYS: ([to, from]) => daysBetween(day(from), day(to)),
  EDATE: ([a, b]) => asDay(monthsLater(day(a), figure(b))),
  YEAR: ([a]) => whole(partsOf(day(a))[0]),
  MONTH: ([a]) => whole(partsOf(day(a))[1]),
  DAY: ([a]) => whole(partsOf(day(a))[2]),
};

