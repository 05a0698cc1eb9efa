import { defineWords } from '../../../i18n/words'

/** The names of the ready questions. */
export const readyWords = defineWords('ready', {
  en: {
    participation: 'Participation by borough and quarter, two years, with the change on a year earlier',
    older: 'The ten communities where older residents’ participation in the last quarter grew most on a year earlier',
    belowTarget: 'Boroughs whose learning funds per resident were below the city’s target, this year and last',
    streets: 'Satisfaction beside participation, by street, last full year',
    groups: 'Who attended: learner groups of each borough, last four quarters',
    donations: 'Communities that lived on donations for more than half of their income, last four quarters',
    nothing: 'Communities where nothing of a kind of programme was held in the last quarter',
    newTowns: 'Hours per resident in the new towns, against the inner districts, last quarter',
    cities: 'Two cities side by side: sessions, attendances and reporting rate, last quarter',
    spreadsheet: 'Sessions of the last four quarters: boroughs down, quarters across, for a spreadsheet',
    groupOfTowns: 'Five new towns',
    groupOfDistricts: 'Seven inner districts',
  },
  zh: {
    participation: '各区各季度居民学习参与率（两年，附比上年同期增减）',
    older: '最近一季度老年居民参与率比上年同期提高最多的十个社区',
    belowTarget: '今年和去年人均区级学习拨款低于本市目标的区',
    streets: '上一整年各街道（乡镇）满意度与参与率对照',
    groups: '近四个季度各区参加人次的人群构成',
    donations: '近四个季度捐赠占收入一半以上的社区',
    nothing: '最近一季度未举办某类活动的社区',
    newTowns: '最近一季度五个新城与中心城七区的人均学习时数',
    cities: '最近一季度两市活动场次、参加人次、上报率对比',
    spreadsheet: '近四个季度各区活动场次（区为行、季度为列，供电子表格使用）',
    groupOfTowns: '五个新城',
    groupOfDistricts: '中心城七区',
  },
})

/** A ready question. */
export type ReadyName = Exclude<keyof (typeof readyWords)['texts']['en'], 'groupOfTowns' | 'groupOfDistricts'>
