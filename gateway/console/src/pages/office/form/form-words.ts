import { defineWords } from '../../../i18n/words'

/** What every form of an office says. */
export const formWords = defineWords('form', {
  en: {
    optional: '(optional)',
    none: 'Not said',
    done: 'Done.',
    sure: 'Yes, do it',
    leave: 'No, leave it',
  },
  zh: {
    optional: '（选填）',
    none: '不填',
    done: '已完成。',
    sure: '确定',
    leave: '取消',
  },
})
