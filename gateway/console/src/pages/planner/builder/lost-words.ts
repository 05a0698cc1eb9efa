import { defineWords } from '../../../i18n/words'

/** What a choice took from a question. */
export const lostWords = defineWords('lost', {
  en: {
    lost: 'Your last choice changed the question elsewhere too. It no longer has: {{parts}}.',
    lostLevel: 'rows by {{name}} (an answer has one level of area: its figures would be counted twice otherwise)',
    lostOrder: 'its order',
    lostConditions: 'conditions',
    lostFilters: 'the choice of boroughs',
    lostCities: 'other cities',
    undo: 'Undo',
  },
  zh: {
    lost: '上次选择也改变了查询的其他部分，已去掉：{{parts}}。',
    lostLevel: '按{{name}}分列（结果只按一级区域分列，以免重复计算）',
    lostOrder: '排序',
    lostConditions: '条件',
    lostFilters: '所选的区',
    lostCities: '对比城市',
    undo: '撤销',
  },
})
