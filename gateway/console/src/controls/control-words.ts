import { defineWords } from '../i18n/words'

/** The words of controls. */
export const controlWords = defineWords('controls', {
  en: { add: 'Add…', remove: 'Remove {{name}}' },
  zh: { add: '添加……', remove: '移除{{name}}' },
})
