import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { Explained } from '../../../figures/explained'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { plannerWords } from '../planner-words'
import { areaDimensions } from '../question/division-levels'
import { type PlannerQuestion, measureQueryOf } from '../question/planner-question'
import { type AnswerRow, acrossPeriods, keyOf, periodsIn } from './answer-row'
import type { BesideFigures } from './beside-figures'
import { useColumns } from './table-columns'
import { useRowName } from './use-row-name'

interface AnswerTableProps {
  readonly question: PlannerQuestion
  readonly rows: readonly AnswerRow[]
  readonly beside: BesideFigures
  /** How many rows there are in all. */
  readonly total: number
  /** Reads the next page; undefined when all is read. */
  readonly readMore: (() => void) | undefined
  /** Asks the same of an area's own areas; undefined where there are none below. */
  readonly drill: ((code: string) => void) | undefined
}

/** The answer as a table. Only the rows in sight are in the page, so that thousands scroll smoothly. */
export function AnswerTable({ question, rows, beside, total, readMore, drill }: AnswerTableProps) {
  const say = useWords(plannerWords)
  const term = useTerms()
  const { nameIn } = useRowName()
  const { groupBy, across } = question
  const heads = groupBy.filter((by) => !across || by !== 'PERIOD')
  const lines = across ? acrossPeriods(rows) : rows.map((first) => ({ first, byPeriod: new Map<string, AnswerRow>() }))
  const columns = useColumns(question, across ? periodsIn(rows) : [], beside)
  const place = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => place.current,
    estimateSize: () => 42,
    overscan: 12,
    initialRect: { width: 800, height: 560 },
  })
  const shown = virtual.getVirtualItems()
  const [before, after] = [shown[0]?.start ?? 0, virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)]
  const isNearEnd = (shown.at(-1)?.index ?? 0) > lines.length - 20
  useEffect(() => {
    if (isNearEnd) readMore?.()
  }, [isNearEnd, readMore])
  // An answer begins at its first row, wherever the one before was left.
  const asked = JSON.stringify([question.within, measureQueryOf(question)])
  useEffect(() => {
    place.current?.scrollTo({ top: 0 })
  }, [asked])

  return (
    <div ref={place} className="scroll answer-table" tabIndex={0} role="region" aria-label={say('answer')}>
      <table aria-rowcount={across ? lines.length : total}>
        <thead>
          <tr>
            {heads.map((by) => (
              <th key={by} scope="col" className="head">
                {term('Dimension', by)}
              </th>
            ))}
            {columns.map(({ key, name, wholeName }) => (
              <th key={key} scope="col">
                {name === wholeName ? name : <Explained word={name} reason={wholeName} />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr style={{ height: before }} aria-hidden="true" />}
          {shown.map(({ index }) => {
            const line = lines[index]
            if (line === undefined) return null
            const { first } = line
            return (
              <tr
                key={keyOf(first, across ? ['PERIOD'] : [])}
                ref={virtual.measureElement}
                data-index={index}
                aria-rowindex={index + 2}
              >
                {heads.map((by) => (
                  <th key={by} scope="row">
                    {areaDimensions.includes(by) && first.areaCode !== null && drill ? (
                      <button type="button" className="drill" onClick={() => drill(first.areaCode ?? '')}>
                        {nameIn(first, by)}
                      </button>
                    ) : (
                      nameIn(first, by)
                    )}
                  </th>
                ))}
                {columns.map(({ key, show }) => (
                  <td key={key}>{show(line)}</td>
                ))}
              </tr>
            )
          })}
          {after > 0 && <tr style={{ height: after }} aria-hidden="true" />}
        </tbody>
      </table>
    </div>
  )
}
