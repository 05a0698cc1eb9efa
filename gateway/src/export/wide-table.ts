import { type Period, periodsBetween } from '@shequ/schema/measures/periods'
import type { Cell } from '@shequ/schema/measures/cell'
import { type ExportTable, type Field, fieldsOf, type RowLine, rowLines, subjectColumns } from './export-lines.js'
import type { MeasureAnswer } from './measure-answer.js'
import type { Export } from './read-export.js'
import type { Subject } from './read-subject.js'

/** What stands to the right of the values of all periods, for each of them: why there is no value, and what bounds it. */
const besides = ['status', 'low', 'high'] as const

/**
 * A line for each area, group, kind and measure, with a column for each period: boroughs down, quarters across. The values stand side by side,
 * so that a chart can be drawn of them, and behind them the statuses and bounds. A period of which there is no row is empty.
 */
export function wideTable(pages: AsyncIterable<MeasureAnswer>, asked: Export, subject: Subject): ExportTable {
  const { from, to, grain } = asked.query
  const periods = periodsBetween(from, to, grain)
  const names = subjectColumns.map(([name]) => name)
  return {
    names: [...names, ...periods, ...besides.flatMap((beside) => periods.map((period) => `${period} ${beside}`))],
    lines: gathered(rowLines(pages, asked, subject), periods),
  }
}

/** All lines at once: a row of one area's last period may stand on the last page. */
async function* gathered(
  pages: AsyncIterable<readonly RowLine[]>,
  periods: readonly Period[],
): AsyncGenerator<readonly (readonly Field[])[]> {
  const lines = new Map<string, { readonly subject: readonly Field[]; readonly cells: Map<Period, Cell> }>()
  for await (const page of pages) {
    for (const line of page) {
      const subject = fieldsOf(subjectColumns, line)
      const key = JSON.stringify(subject)
      const known = lines.get(key) ?? { subject, cells: new Map<Period, Cell>() }
      const [row, cell] = line
      if (row.period !== null) known.cells.set(row.period, cell)
      lines.set(key, known)
    }
  }
  yield [...lines.values()].map(({ subject, cells }) => {
    const of = (name: 'value' | (typeof besides)[number]) => periods.map((period) => cells.get(period)?.[name] ?? null)
    return [...subject, ...of('value'), ...besides.flatMap(of)]
  })
}
