import { Figure } from '../../figures/figure'
import { useMeasureName } from '../../figures/use-measure-name'
import { formatPeriod } from '../../i18n/format-date'
import { useLanguage } from '../../i18n/language'
import { useWords } from '../../i18n/words'
import type { QuarterRows } from './city-quarters'
import { cityWords } from './city-words'

/** The quarters as a table, for those who read numbers. */
export function QuarterTable({ rows }: { readonly rows: QuarterRows }) {
  const say = useWords(cityWords)
  const nameOf = useMeasureName()
  const language = useLanguage()
  return (
    <details>
      <summary>{say('table')}</summary>
      <div className="scroll" tabIndex={0} role="region" aria-label={say('quarters')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('period')}</th>
              {rows[0]?.cells.map(({ measure }) => (
                <th key={measure} scope="col">
                  {nameOf(measure)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ period, cells }) => (
              <tr key={period}>
                <th scope="row">{period === null ? '' : formatPeriod(period, language)}</th>
                {cells.map((cell) => (
                  <td key={cell.measure}>
                    <Figure cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
