import type { MeasureName } from '@shequ/schema/measures/measures'
import type { Grain } from '@shequ/schema/measures/periods'
import { measuringTerms } from '@shequ/schema/terms/measuring-terms'
import type { Language, Term } from '@shequ/schema/terms/term'

/** A measure as a refusal names it: in words, and by its code, which programs go by. */
export function measureInWords(measure: MeasureName): Term {
  return inEach((language, { open, close }) => `${measuringTerms.Measure[measure][language]}${open}${measure}${close}`)
}

/** Measures, one after another. */
export function measuresInWords(names: readonly MeasureName[]): Term {
  return inEach((language, { comma }) => names.map((name) => measureInWords(name)[language]).join(comma))
}

/** What a period of each grain is called. In English, an "s" makes several of it. */
export const grainsInWords: Readonly<Record<Grain, Term>> = {
  MONTH: { en: 'month', zh: '月' },
  QUARTER: { en: 'quarter', zh: '季度' },
  YEAR: { en: 'year', zh: '年' },
}

const marks = {
  en: { open: ' (', close: ')', comma: ', ' },
  zh: { open: '（', close: '）', comma: '、' },
} as const

function inEach(say: (language: Language, mark: (typeof marks)[Language]) => string): Term {
  return { en: say('en', marks.en), zh: say('zh', marks.zh) }
}
