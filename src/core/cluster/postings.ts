/** An inverted index: which values were filed under a key. Most keys hold one value, which then stands without a list. */
export interface Postings<T extends object> {
  readonly add: (keys: readonly number[], value: T) => void;
  readonly remove: (keys: readonly number[], values: ReadonlySet<T>) => void;
  readonly get: (key: number) => readonly T[];
}

export function createPostings<T extends object>(): Postings<T> {
  const lists = new Map<number, T | T[]>();
  const get = (key: number): readonly T[] => {
    const filed = lists.get(key);
    if (filed === undefined) return [];
    return Array.isArray(filed) ? filed : [filed];
  };
  return {
    get,
    add: (keys, value) => {
      for (const key of keys) {
        const filed = lists.get(key);
        if (filed === undefined) lists.set(key, value);
        else if (Array.isArray(filed)) filed.push(value);
        else lists.set(key, [filed, value]);
      }
    },
    remove: (keys, values) => {
      for (const key of keys) {
        const left = get(key).filter((value) => !values.has(value));
        const [only] = left;
        if (only === undefined) lists.delete(key);
        else lists.set(key, left.length === 1 ? only : left);
      }
    },
  };
}
