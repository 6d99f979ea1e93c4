// The few methods the libraries call that Chromium 87 and Safari 14 do not have.
// Imported first by every entry.

function add(target: object, name: string, value: unknown): void {
  if (name in target) return;
  Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  const whole = Math.trunc(index) || 0;
  return this[whole < 0 ? this.length + whole : whole];
}

function findLastIndex<T>(this: ArrayLike<T>, test: (v: T, i: number, a: ArrayLike<T>) => boolean): number {
  for (let i = this.length - 1; i >= 0; i -= 1) if (test(this[i] as T, i, this)) return i;
  return -1;
}

function findLast<T>(this: ArrayLike<T>, test: (v: T, i: number, a: ArrayLike<T>) => boolean): T | undefined {
  return this[findLastIndex.call(this as ArrayLike<unknown>, test as never)];
}

function toSorted<T>(this: T[], compare?: (a: T, b: T) => number): T[] {
  return this.slice().sort(compare);
}

function toReversed<T>(this: T[]): T[] {
  return this.slice().reverse();
}

export function installPolyfills(): void {
  add(Array.prototype, 'at', at);
  add(String.prototype, 'at', at);
  add(Array.prototype, 'findLast', findLast);
  add(Array.prototype, 'findLastIndex', findLastIndex);
  add(Array.prototype, 'toSorted', toSorted);
  add(Array.prototype, 'toReversed', toReversed);
  add(Object, 'hasOwn', (target: object, key: PropertyKey) =>
    Object.prototype.hasOwnProperty.call(target, key),
  );
  // Only plain data is cloned by our libraries.
  add(globalThis, 'structuredClone', (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown);
}

installPolyfills();
