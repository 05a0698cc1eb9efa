/**
 * Groups rows by the keys that asked for them, in the order of the keys: what DataLoader expects of a batch function
 * for lists. Rows keep their order; a key without rows gets an empty list.
 */
export function groupedByKey<Key, Row>(keys: readonly Key[], rows: readonly Row[], keyOf: (row: Row) => Key): Row[][] {
  const byKey = new Map<Key, Row[]>(keys.map((key) => [key, []]))
  for (const row of rows) {
    const group = byKey.get(keyOf(row))
    if (!group) throw new Error(`Expected rows of the keys asked for, but got one of ${String(keyOf(row))}.`)
    group.push(row)
  }
  return keys.map((key) => byKey.get(key) ?? [])
}
