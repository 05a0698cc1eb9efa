/** Keeps a value under a key, and forgets those put in first as far as there would be more than `most`. */
export function keepAtMost<Key, Value>(kept: Map<Key, Value>, most: number, key: Key, value: Value): void {
  for (const first of kept.keys()) {
    if (kept.size < most) break
    kept.delete(first)
  }
  kept.set(key, value)
}
