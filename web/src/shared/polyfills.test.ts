import { afterAll, describe, expect, it } from 'vitest';
import { installPolyfills } from './polyfills';

// An old browser is played by taking the methods away before the polyfills are put in.
const taken: { target: object; name: string; was: PropertyDescriptor }[] = [];
function takeAway(target: object, ...names: string[]): void {
  for (const name of names) {
    const was = Object.getOwnPropertyDescriptor(target, name);
    if (!was) continue;
    taken.push({ target, name, was });
    delete (target as Record<string, unknown>)[name];
  }
}

describe('On a browser of the floor', () => {
  takeAway(Array.prototype, 'at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed');
  takeAway(String.prototype, 'at');
  takeAway(Object, 'hasOwn');
  installPolyfills();
  afterAll(() => {
    for (const { target, name, was } of taken) Object.defineProperty(target, name, was);
  });

  it('the missing methods work', () => {
    expect([[1, 2, 3].at(-1), [1, 2, 3].at(5), 'abc'.at(-2)]).toEqual([3, undefined, 'b']);
    expect([[1, 2, 3].findLast((n) => n < 3), [1, 2].findLast((n) => n > 9), [1, 2, 1].findLastIndex((n) => n === 1)]).toEqual([2, undefined, 2]);
    const list = [3, 1, 2];
    expect([list.toSorted(), list.toReversed(), list]).toEqual([[1, 2, 3], [2, 1, 3], [3, 1, 2]]);
    expect([Object.hasOwn({ a: 1 }, 'a'), Object.hasOwn({}, 'toString')]).toEqual([true, false]);
  });
  it('stay out of loops over an array', () => {
    const keys = [];
    for (const key in [1]) keys.push(key);
    expect(keys).toEqual(['0']);
  });
});
