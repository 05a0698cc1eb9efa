import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/words'
import { recordWords } from './record-words'
import './record.css'

/** A column: its heading, and what stands in it of a record. */
export interface Column<Row> {
  readonly head: string
  readonly render: (row: Row) => ReactNode
  /** Whether it holds numbers, which stand to the right. */
  readonly isNumber?: boolean
}

interface RecordTableProps<Row> {
  readonly name: string
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly columns: readonly Column<Row>[]
}

/** Records as a table that scrolls sideways on a phone. */
export function RecordTable<Row>({ name, rows, keyOf, columns }: RecordTableProps<Row>) {
  const say = useWords(recordWords)
  if (rows.length === 0) return <p className="empty">{say('none')}</p>
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={name}>
      <table className="records">
        <thead>
          <tr>
            {columns.map(({ head, isNumber }) => (
              <th key={head} scope="col" className={isNumber ? 'number' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ head, render, isNumber }) => (
                <td key={head} className={isNumber ? 'number' : undefined}>
                  {render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
