import { formatMoment } from '../i18n/format-date'
import { useLanguage } from '../i18n/language'
import { useWords } from '../i18n/words'
import type { FigureCoverage } from './figure-cell'
import { figureWords } from './figure-words'
import './figures.css'

/** Of whose returns a figure is made, and how old they are. */
export function Coverage({ of }: { readonly of: FigureCoverage }) {
  const say = useWords(figureWords)
  const language = useLanguage()
  const { expected, reported, withheld, missing, residents, residentsReported, asOf } = of
  const share = residents !== null && residents > 0 && residentsReported !== null ? residentsReported / residents : null
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  const parts = [
    say('coverage', { reported, expected }),
    ...(withheld > 0 ? [say('withheld', { withheld })] : []),
    ...(missing > 0 ? [say('missing', { missing })] : []),
    ...(share === null ? [] : [say('residents', { share: percent.format(share) })]),
    ...(asOf === null ? [] : [say('asOf', { moment: formatMoment(asOf, language) })]),
  ]
  return <small className="coverage">{parts.join(' · ')}</small>
}
