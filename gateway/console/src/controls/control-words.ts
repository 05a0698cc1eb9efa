import { defineWords } from '../i18n/words'

/** The words of controls. */
export const controlWords = defineWords('controls', {
  en: { add: 'Choose or type a name', none: 'None has this in its name.', remove: 'Remove {{name}}' },
  zh: { add: '选择或输入名称', none: '没有名称中含有这些字的选项。', remove: '移除{{name}}' },
})
