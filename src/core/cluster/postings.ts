/** An inverted index: which values were filed under a key. Most keys hold one value, which then stands without a list. */
export interface Postings<T extends object> {
  readonly add: (keys: readonly number[], value: T) => void;
  readonly remove: (keys: readonly number[], values: ReadonlySet<T>) => void;
  readonly get: (key: number) => readonly T[];
}

/** A `Map` takes 16.7 million keys, which half a million articles of 600 words would fill. */
const SHARDS = 64;

/** A map from 32-bit hashes without that bound. */
export function createHashMap<V>(): Pick<Map<number, V>, "get" | "set" | "delete"> {
  const first = new Map<number, V>();
  const shards = [first, ...Array.from({ length: SHARDS - 1 }, () => new Map<number, V>())];
  // Six high bits choose: of the low ones the filed shingles have zeros alone.
  const shard = (key: number): Map<number, V> => shards[key >>> 26] ?? first;
  return {
    get: (key) => shard(key).get(key),
    set: (key, value) => shard(key).set(key, value),
    delete: (key) => shard(key).delete(key),
  };
}

export function createPostings<T extends object>(): Postings<T> {
  const lists = createHashMap<T | T[]>();
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
