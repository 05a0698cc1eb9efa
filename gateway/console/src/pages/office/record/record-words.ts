import { defineWords } from '../../../i18n/words'

/** What lists of records say. */
export const recordWords = defineWords('records', {
  en: {
    total: '{{count}} in all',
    first: 'First page',
    next: 'Next page',
    sections: 'On this page',
    none: 'There are none.',
  },
  zh: { total: '共{{count}}条', first: '第一页', next: '下一页', sections: '本页内容', none: '没有记录。' },
})
