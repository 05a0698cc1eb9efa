import { defineWords } from '../../../i18n/words'

/** The names of the ready questions. */
export const readyWords = defineWords('ready', {
  en: {
    participation: 'Participation by borough and quarter, two years, against the year before',
    older: 'The ten communities where older residents’ participation grew most',
    belowTarget: 'Boroughs below the city’s own target, this year and last',
    streets: 'Satisfaction beside participation, by street',
    groups: 'Share of attendances by learner group, per borough',
    donations: 'Communities that live mostly on donations',
    nothing: 'Communities where nothing was offered, by kind of programme',
    newTowns: 'Hours per resident in the new towns, against the inner districts',
    cities: 'Two cities side by side',
    spreadsheet: 'Boroughs down, quarters across, for a spreadsheet',
    groupOfTowns: 'Five new towns',
    groupOfDistricts: 'Seven inner districts',
  },
  zh: {
    participation: '各区各季度参与率（两年，附同比）',
    older: '老年居民参与率增长最多的十个社区',
    belowTarget: '今年和去年低于本市目标的区',
    streets: '各街道满意度与参与率对照',
    groups: '各区参加人次按学习人群的比重',
    donations: '主要依靠捐赠的社区',
    nothing: '未开设活动的社区（按项目类型）',
    newTowns: '五个新城与中心城区的人均学习时数',
    cities: '两个城市并列比较',
    spreadsheet: '区为行、季度为列，供电子表格使用',
    groupOfTowns: '五个新城',
    groupOfDistricts: '中心城七区',
  },
})

/** A ready question. */
export type ReadyName = Exclude<keyof (typeof readyWords)['texts']['en'], 'groupOfTowns' | 'groupOfDistricts'>
