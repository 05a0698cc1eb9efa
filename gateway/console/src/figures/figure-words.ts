import { defineWords } from '../i18n/words'

/** What figures say of themselves. */
export const figureWords = defineWords('figures', {
  en: {
    band: '{{low}} to {{high}}',
    atLeast: 'at least {{low}}',
    atMost: 'at most {{high}}',
    coverage: '{{reported}} of {{expected}} reports counted (one per community and period)',
    coverageOf: '{{measure}}:',
    withheld: '{{withheld}} not shared',
    missing: '{{missing}} missing',
    residents: '{{share}} of residents',
    asOf: 'last updated {{moment}}',
    points: '{{change}} percentage points',
    onPeriod: '{{change}} against the period before',
    onYear: '{{change}} against a year before',
    withUnit: '{{measure}} ({{unit}})',
    meanings: 'What the figures mean',
    statuses: 'What the words and ranges mean',
  },
  zh: {
    band: '{{low}} 至 {{high}}',
    atLeast: '不低于 {{low}}',
    atMost: '不高于 {{high}}',
    coverage: '应报{{expected}}份（每社区每期一份），已计入{{reported}}份',
    coverageOf: '{{measure}}：',
    withheld: '{{withheld}}份未共享',
    missing: '{{missing}}份缺报',
    residents: '覆盖居民{{share}}',
    asOf: '最近更新：{{moment}}',
    points: '{{change}}个百分点',
    onPeriod: '环比 {{change}}',
    onYear: '同比 {{change}}',
    withUnit: '{{measure}}（{{unit}}）',
    meanings: '指标解释',
    statuses: '数据状态说明',
  },
})
