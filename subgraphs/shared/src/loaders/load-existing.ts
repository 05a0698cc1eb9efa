import type DataLoader from 'dataloader'

/**
 * Loads a record that another names by a foreign key, so that it exists.
 *
 * @throws {Error} when the database lacks it all the same.
 */
export async function loadExisting<Row>(loader: DataLoader<string, Row | null>, key: string): Promise<Row> {
  const row = await loader.load(key)
  if (row !== null) return row
  throw new Error(`Expected the record ${key}, which another one names, but found none.`)
}
