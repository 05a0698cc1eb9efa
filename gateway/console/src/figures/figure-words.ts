import { defineWords } from '../i18n/words'

/** What figures say of themselves. */
export const figureWords = defineWords('figures', {
  en: {
    band: '{{low}} to {{high}}',
    atLeast: 'at least {{low}}',
    atMost: 'at most {{high}}',
    hiddenBand: 'hidden to protect people in small numbers; it lies in this band',
    hidden: 'hidden to protect people in small numbers',
    coverage: '{{reported}} of {{expected}} returns',
    withheld: '{{withheld}} not shared',
    missing: '{{missing}} missing',
    residents: '{{share}} of residents',
    asOf: 'as of {{moment}}',
    points: '{{change}} percentage points',
    onPeriod: '{{change}} against the period before',
    onYear: '{{change}} against a year before',
  },
  zh: {
    band: '{{low}} 至 {{high}}',
    atLeast: '不低于 {{low}}',
    atMost: '不高于 {{high}}',
    hiddenBand: '为保护少数个人而隐藏，实际值在此区间内',
    hidden: '为保护少数个人而隐藏',
    coverage: '{{expected}}份报表中已报{{reported}}份',
    withheld: '{{withheld}}份未共享',
    missing: '{{missing}}份缺报',
    residents: '覆盖居民{{share}}',
    asOf: '数据截至{{moment}}',
    points: '{{change}}个百分点',
    onPeriod: '环比 {{change}}',
    onYear: '同比 {{change}}',
  },
})
