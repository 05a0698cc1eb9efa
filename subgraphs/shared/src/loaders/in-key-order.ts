/**
 * Puts rows in the order of the keys that asked for them: what DataLoader expects of a batch function. A key without a
 * row gets null. Two rows for one key are a fault of the statement.
 *
 * @throws {Error} naming the key that has two rows.
 */
export function inKeyOrder<Key, Row>(
  keys: readonly Key[],
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): (Row | null)[] {
  const byKey = new Map<Key, Row>()
  for (const row of rows) {
    const key = keyOf(row)
    if (byKey.has(key)) throw new Error(`Expected one row for each key, but got two for ${String(key)}.`)
    byKey.set(key, row)
  }
  return keys.map((key) => byKey.get(key) ?? null)
}
