import { useDescribeFigure } from '../../../figures/describe-figure'
import { formatValue } from '../../../figures/format-figure'
import { useMeasureName } from '../../../figures/use-measure-name'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { plannerWords } from '../planner-words'
import type { PlannerQuestion } from '../question/planner-question'
import { type AnswerCell, type AnswerRow, keyOf, periodsIn } from './answer-row'
import { tileLayout } from './tile-layout'
import { useRowName } from './use-row-name'

interface AnswerTilesProps {
  readonly question: PlannerQuestion
  readonly rows: readonly AnswerRow[]
  readonly drill: ((code: string) => void) | undefined
}

/** The areas as tiles, as large as their residents are many, and as dark as the first measure is high. There is one row of each, and the latest period is drawn. */
export function AnswerTiles({ question, rows, drill }: AnswerTilesProps) {
  const say = useWords(plannerWords)
  const term = useTerms()
  const nameWithUnit = useMeasureName()
  const describe = useDescribeFigure()
  const language = useLanguage()
  const { nameOf } = useRowName()
  const measure = question.measures[0]
  const latest = periodsIn(rows).at(-1) ?? null
  const drawn = rows.filter(({ period, areaCode }) => areaCode !== null && (latest === null || period === latest))
  if (measure === undefined) return null

  const levels = drawn.flatMap(({ cells: [cell] }) => middleOf(cell) ?? [])
  const [low, high] = [Math.min(...levels), Math.max(...levels)]
  const tiles = tileLayout(
    drawn.map((row) => [row, row.coverage.residents ?? 0]),
    1.9,
  )
  const unsized = drawn.filter(({ coverage }) => (coverage.residents ?? 0) === 0)
  const number = new Intl.NumberFormat(language)
  return (
    <section aria-label={term('Measure', measure)}>
      <h3>{nameWithUnit(measure)}</h3>
      <div className="tiles">
        {tiles.map(({ item: row, left, top, width, height }) => {
          const cell = row.cells[0]
          const name = nameOf(row, question.groupBy, ['PERIOD'])
          const residents = say('residents', { count: number.format(row.coverage.residents ?? 0) })
          const figure = cell ? describe(cell) : ''
          const strength = shade(middleOf(cell), low, high)
          return (
            <button
              key={keyOf(row)}
              type="button"
              className="tile"
              data-status={cell?.status}
              title={`${name}: ${figure}, ${residents}`}
              onClick={() => drill?.(row.areaCode ?? '')}
              style={{
                left: `${left}%`,
                top: `${top}%`,
                width: `${width}%`,
                height: `${height}%`,
                ...(strength === null ? {} : { backgroundColor: `rgb(31 102 112 / ${strength}%)` }),
              }}
              data-dark={strength !== null && strength > 55}
            >
              <span>{name}</span>
              <span className="tile-figure">{figure}</span>
            </button>
          )
        })}
      </div>
      {unsized.length > 0 && (
        <p className="coverage">
          {say('unsized', {
            names: unsized.map((row) => nameOf(row, question.groupBy, ['PERIOD'])).join(say('comma')),
          })}
        </p>
      )}
      {levels.length > 0 && (
        <p className="coverage">
          {say('legend', { low: formatValue(measure, low, language), high: formatValue(measure, high, language) })}
        </p>
      )}
    </section>
  )
}

/** The figure, or the middle of its band: null where there is none. */
function middleOf(cell: AnswerCell | undefined): number | null {
  if (cell === undefined) return null
  return cell.value ?? (cell.low !== null && cell.high !== null ? (cell.low + cell.high) / 2 : null)
}

/** How dark a tile is, in percent. */
function shade(level: number | null, low: number, high: number): number | null {
  if (level === null) return null
  return high === low ? 40 : Math.round(8 + ((level - low) / (high - low)) * 82)
}
