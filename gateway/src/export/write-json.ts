import type { MeasureAnswer } from './measure-answer.js'
import type { Export } from './read-export.js'

/** Writes pages as one JSON object: the question, the definitions of its measures, the number of rows, and the rows. */
export async function* writeJson(
  pages: AsyncIterable<MeasureAnswer>,
  { within, query, bom }: Export,
): AsyncGenerator<string> {
  let isFirst = true
  for await (const { measures, measureDefinitions = [] } of pages) {
    const rows = measures.rows.map((row) => JSON.stringify(row)).join(',\n')
    if (isFirst) {
      const { totalCount, undecided } = measures
      const head = JSON.stringify({ within, query, definitions: measureDefinitions, totalCount, undecided })
      yield `${bom ? '\uFEFF' : ''}${head.slice(0, -1)},"rows":[\n${rows}`
    } else if (rows !== '') yield `,\n${rows}`
    isFirst = false
  }
  yield '\n]}\n'
}
