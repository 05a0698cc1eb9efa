import { defineWords } from '../../../i18n/words'

/** The words of an answer's title. */
export const answerWords = defineWords('answer', {
  en: { by: 'by {{by}}', fromTo: '{{from}} to {{to}}' },
  zh: { by: '按{{by}}', fromTo: '{{from}}至{{to}}' },
})
