import { defineWords } from '../../../i18n/words'

/** The words of what stands beside figures: heads of columns, and why something is not known. */
export const besideWords = defineWords('beside', {
  en: {
    countsOf: '{{name}}: counts',
    growthOf: '{{name}}: change on the previous period',
    growthOnYearOf: '{{name}}: change on a year earlier',
    amount: '{{value}} {{unit}}',
    ratio: '{{numerator}} ÷ {{denominator}}',
    shareOf: '{{name}}: share',
    targetOf: '{{name}}: target',
    coverageOf: '{{name}}: whose reports it is made of',
    growthShort: '{{name}}: on period before',
    growthOnYearShort: '{{name}}: on year before',
    countsShort: '{{name}}: counts',
    shareShort: '{{name}}: share',
    shareIs: 'share',
    targetShort: '{{name}}: target',
    coverageShort: '{{name}}: reports',
    noTarget: 'none set',
    noTargetReason:
      'The city has set no target of this measure for this time. Targets are of whole years: ask by years, and of a measure that has one.',
    unknown: 'not known',
    noExact: 'The figure itself is not exactly known.',
    noEarlier:
      'The figure of the period before is not exactly known: it is hidden, not shared or missing. Or several periods are taken together: ask for a row for each period.',
    noYearEarlier:
      'The figure of the year before is not exactly known: it is hidden, not shared or missing. Or several periods are taken together: ask for a row for each period.',
    noCounts: 'One of the two counts is hidden, to protect individuals, or is missing.',
    noShareOfRate:
      'Rates have no shares: they do not add up. Ask for a measure that is counted, such as attendances or sessions.',
    noWhole: 'The sum of all groups or kinds is hidden, zero or missing.',
    onItsWay: 'loading…',
  },
  zh: {
    countsOf: '{{name}}：分子与分母',
    growthOf: '{{name}}：比上期增减',
    growthOnYearOf: '{{name}}：比上年同期增减',
    amount: '{{value}}{{unit}}',
    ratio: '{{numerator}} ÷ {{denominator}}',
    shareOf: '{{name}}：比重',
    targetOf: '{{name}}：目标',
    coverageOf: '{{name}}：数据覆盖范围',
    growthShort: '{{name}}：比上期',
    growthOnYearShort: '{{name}}：比上年同期',
    countsShort: '{{name}}：分子与分母',
    shareShort: '{{name}}：比重',
    shareIs: '比重',
    targetShort: '{{name}}：目标',
    coverageShort: '{{name}}：覆盖',
    noTarget: '未设定',
    noTargetReason: '本市未就该指标设定此时间的目标。目标按年设定：请按年查询，并选择设有目标的指标。',
    unknown: '未知',
    noExact: '该数值本身没有确切数。',
    noEarlier: '上期数值没有确切数（不公布、未共享或缺失），或多个报告期合并计算：请按报告期分列。',
    noYearEarlier: '上年同期数值没有确切数（不公布、未共享或缺失），或多个报告期合并计算：请按报告期分列。',
    noCounts: '分子或分母为保护个人信息不公布，或缺失。',
    noShareOfRate: '比率不能相加，没有比重。请选择计数类指标，如参加人次、活动场次。',
    noWhole: '全部人群或类型的合计不公布、为零或缺失。',
    onItsWay: '加载中……',
  },
})

/** A word of what stands beside figures. */
export type BesideWord = keyof (typeof besideWords)['texts']['en']
