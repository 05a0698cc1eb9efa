/** The engine's numbers for what a column holds; those that a database's catalogue has. */
const kinds = {
  int32: 0,
  int64: 1,
  boolean: 5,
  character: 6,
  text: 7,
  int32Array: 64,
  int64Array: 65,
  characterArray: 70,
  textArray: 71,
} as const

/** PostgreSQL's numbers of the types that occur in its catalogue. */
const byType = new Map<number, number>([
  [16, kinds.boolean],
  [18, kinds.character],
  [19, kinds.text],
  [20, kinds.int64],
  [21, kinds.int32],
  [23, kinds.int32],
  [25, kinds.text],
  [26, kinds.int64],
  [1002, kinds.characterArray],
  [1003, kinds.textArray],
  [1005, kinds.int32Array],
  [1007, kinds.int32Array],
  [1009, kinds.textArray],
  [1015, kinds.textArray],
  [1016, kinds.int64Array],
  [1028, kinds.int64Array],
])

/** What the engine is told that a column of this type holds; text for every other type, as the server writes it. */
export function kindOfColumn(type: number): number {
  return byType.get(type) ?? kinds.text
}
