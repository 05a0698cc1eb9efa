import { defineWords } from '../i18n/words'

/** How a programme is told of. */
export const programmeWords = defineWords('programmes', {
  en: { free: 'Free', everybody: 'For everybody', next: 'Next: {{when}}', span: '{{from}} to {{to}}' },
  zh: { free: '免费', everybody: '面向所有人', next: '下一次：{{when}}', span: '{{from}}至{{to}}' },
})
