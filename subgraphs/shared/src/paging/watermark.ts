import type { RunStatement } from '../database/statement.js'

const given = new WeakMap<RunStatement, Promise<string>>()

/**
 * From where on a reader is to ask for changes next time; null where the operation does not ask for it. It is read once a call, so
 * that it is no later than any page of it.
 */
export async function watermarkOf(run: RunStatement): Promise<string | null> {
  if (run.asked?.has('watermark') !== true) return null
  const known = given.get(run) ?? readWatermark(run)
  given.set(run, known)
  return known
}

async function readWatermark(run: RunStatement): Promise<string> {
  const [row] = await run<{ mark: string }>({ text: 'select watermark() as mark', values: [] })
  if (row === undefined) throw new Error('Expected the database to give a watermark, but it gave none.')
  return row.mark
}
