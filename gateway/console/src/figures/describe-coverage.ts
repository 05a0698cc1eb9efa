import { formatMoment } from '../i18n/format-date'
import { useLanguage } from '../i18n/language'
import { useWords } from '../i18n/words'
import type { FigureCoverage } from './figure-cell'
import { figureWords } from './figure-words'

/** Says of whose returns a figure is made, and how old they are. */
export function useDescribeCoverage(): (coverage: FigureCoverage) => string {
  const say = useWords(figureWords)
  const language = useLanguage()
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  return ({ expected, reported, withheld, missing, residents, residentsReported, asOf }) => {
    const share =
      residents !== null && residents > 0 && residentsReported !== null ? residentsReported / residents : null
    return [
      say('coverage', { reported, expected }),
      ...(withheld > 0 ? [say('withheld', { withheld })] : []),
      ...(missing > 0 ? [say('missing', { missing })] : []),
      ...(share === null ? [] : [say('residents', { share: percent.format(share) })]),
      ...(asOf === null ? [] : [say('asOf', { moment: formatMoment(asOf, language) })]),
    ].join(' · ')
  }
}
