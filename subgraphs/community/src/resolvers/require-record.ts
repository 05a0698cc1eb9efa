/**
 * Loads a record that another one refers to. The database's foreign keys keep it there.
 *
 * @throws {Error} when it is missing all the same: a fault of the hub.
 */
export async function requireRecord<Row>(loader: { load(id: string): Promise<Row | null> }, id: string): Promise<Row> {
  const row = await loader.load(id)
  if (row !== null) return row
  throw new Error(`Expected the record ${id}, which another one refers to, but there is none.`)
}
