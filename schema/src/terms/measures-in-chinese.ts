import type { BaseCountName } from '../measures/base-counts.js'
import type { MeasureDefinition } from '../measures/measure-definition.js'
import type { MeasureName } from '../measures/measures.js'
import type { RegisterCountName } from '../measures/register-counts.js'

const perResident = '居民人数不按学习人群或项目类型统计：细分时为占全体居民的比例，因此各人群可以相加。'

/** What each measure means, and where it differs from its name, in Chinese. */
export const measuresInChinese: Readonly<Record<MeasureName, Pick<MeasureDefinition, 'meaning' | 'note'>>> = {
  PARTICIPATION_RATE: {
    meaning: '时期内至少参加一次有组织学习活动的居民人数（每人只计一次） / 居民人数。',
    note: perResident,
  },
  OLDER_PARTICIPATION_RATE: {
    meaning: '时期内至少参加一次有组织学习活动的60岁及以上居民人数（每人只计一次） / 60岁及以上居民人数。',
    note: '60岁及以上居民人数为估计数，按普查中全市的比例推算。',
  },
  ATTENDANCES: {
    meaning: '参加活动的人次：参加十次计十次。',
    note: '为人次而非人数：参加十次计十次。',
  },
  HOURS_PER_RESIDENT: {
    meaning: '参加学习的总时数 / 居民人数。',
    note: perResident,
  },
  HOURS_PER_PARTICIPANT: {
    meaning: '参加学习的总时数 / 参与人数。',
    note: '时数包括所有参加者，参与人数只含本地居民：外来参加者多的中心，人均时数偏高。',
  },
  COMPLETION_RATE: {
    meaning: '结业人次 / 已结束课程的报名人次，不含首次上课前取消的报名。',
    note: '仅限课程；课程计入其最后一日所在的时期。',
  },
  SATISFACTION: {
    meaning: '对项目是否满意的回答（1至5分）中打4分或5分的份数 / 有效回答份数。',
    note: '仅限作答者：分母为有效回答份数。',
  },
  LEADERSHIP_APPRAISAL_BOROUGH: {
    meaning: '居民对区领导工作1至5分评议的平均值，折算为0至100分。',
    note: '仅限参加评议者：1分折算为0分，5分折算为100分。分母为评议份数的四倍。',
  },
  LEADERSHIP_APPRAISAL_CITY: {
    meaning: '居民对市领导工作1至5分评议的平均值，折算为0至100分。',
    note: '仅限参加评议者：1分折算为0分，5分折算为100分。分母为评议份数的四倍。',
  },
  VOLUNTEERS_PER_10000: {
    meaning: '义务授过课的居民人数（每人只计一次） / 居民人数 × 10,000。',
    note: null,
  },
  VOLUNTEER_HOURS_SHARE: {
    meaning: '志愿者授课时数 / 全部授课时数。',
    note: null,
  },
  BUDGET_PER_HEAD: {
    meaning: '区当年拨付的学习经费（元） / 居民人数。',
    note: '拨款按日历年：只能按年查询。所在区当年没有拨款记录的社区视为缺报。',
  },
  SELF_RELIANCE: {
    meaning: '社区自筹的收入（捐赠、学费与自有收入） / 社区全部收入。',
    note: null,
  },
  DONATION_SHARE: {
    meaning: '社区收到的捐赠 / 社区全部收入。',
    note: null,
  },
  CONSIGNED_SHARE: {
    meaning: '时期最后一日由组织按与社区的合同运营的教育中心 / 开放的教育中心。',
    note: null,
  },
  RESPONSIVENESS: {
    meaning: '15日内得到答复的需求 / 收到的需求。',
    note: '需求计入其收到的时期，不论何时答复。',
  },
  DESIGNATION_SHARE: {
    meaning: '时期最后一日持有示范（试点）称号的社区 / 社区总数。',
    note: '出自市的登记：只在市的答复中有数值，区和社区的答复中没有。',
  },
  ADAPTATION_RATE: {
    meaning:
      '时期内社区因地制宜或不采纳的区指导意见 / 时期内下发的指导意见。答复可能针对以前时期的指导意见，因此百分比可超过100。',
    note: '答复计入作出答复的时期，指导意见计入下发的时期。',
  },
  REPORTING_RATE: {
    meaning: '从社区收到的数据报表 / 应报的报表：每个社区每个时期一份。',
    note: '按报表而非居民计数：报表涉及多少居民，见数值的覆盖范围。',
  },
  PROGRAMMES: {
    meaning: '时期内至少举行过一次活动的学习项目。',
    note: '跨越两个时期的课程在两个时期都计入，因此各时期不能相加。',
  },
  SESSIONS: {
    meaning: '时期内举行的活动次数。',
    note: '已取消的活动不计入。零表示没有举行任何活动。',
  },
  PLACES: {
    meaning: '时期内至少举行过一次活动的学习项目的名额。',
    note: '为最多可参加的人数，而非实际参加人数。跨越两个时期的项目在两个时期都计入。',
  },
  CENTRES: {
    meaning: '时期最后一日开放的教育中心数。',
    note: '为某一日的数值，因此各时期不能相加。',
  },
  NEEDS: {
    meaning: '时期内居民向社区提出的需求。',
    note: '1至10的数值予以隐藏，因为它们涉及少数人。',
  },
}

/** What each count is of, in Chinese. */
export const countsInChinese: Readonly<Record<BaseCountName | RegisterCountName, string>> = {
  participants: '时期内在本社区至少参加一次活动的本社区居民人数。居住在别处者，若在居住地参加，则计入居住地。',
  olderParticipants: '时期内在本社区至少参加一次活动的60岁及以上居民人数。',
  attendances: '时期内开始的各次活动的参加人次，不论何人参加。',
  minutes: '时期内开始的各次活动中参加者的分钟数之和。',
  enrolments: '时期内结束的课程的报名人次，不含首次上课前取消的报名。',
  completed: '时期内结束的课程的结业人次。',
  answers: '时期内对项目是否满意这一问题的有效回答份数。',
  satisfied: '时期内对项目是否满意的有效回答（1至5分）中打4分或5分的份数。',
  appraisalsBorough: '时期内对区领导工作的评议份数。',
  pointsBorough: '时期内对区领导工作的评议分数之和，每份1至5分。',
  appraisalsCity: '时期内对市领导工作的评议份数。',
  pointsCity: '时期内对市领导工作的评议分数之和，每份1至5分。',
  volunteers: '时期内至少义务授课一次的居民人数。',
  volunteerMinutes: '居民义务授课的分钟数。各次活动本身是公开列出的。',
  taughtMinutes: '时期内开始的全部活动的分钟数。',
  donations: '时期内入账的捐赠，每月至多37.5亿元。',
  fees: '时期内入账的学费，每月至多37.5亿元。',
  ownIncome: '时期内入账的社区自有收入，不含捐赠与学费，每月至多37.5亿元。',
  allocations: '时期内入账的区级拨款，每月至多37.5亿元。',
  centres: '时期最后一日开放的教育中心。',
  consignedCentres: '时期最后一日由组织按与社区的合同运营的开放教育中心。',
  needs: '时期内社区收到的需求。',
  needsAnswered: '时期内收到并在15日内得到答复的需求。',
  guidanceOwnWay: '时期内社区因地制宜或不采纳的指导意见。',
  sessions: '时期内开始并已举行的活动次数。各次活动本身是公开列出的。',
  programmes: '时期内至少举行过一次活动的学习项目。项目本身是公开列出的。',
  places: '时期内至少举行过一次活动的学习项目的名额，不论是否已占用：即公开列出的容纳人数。',
  endedCourses: '时期内结束的课程数。其报名人数在结束的时期计入。',
  residents: '登记的居民人数：区为普查数，社区为估计数。',
  olderResidents: '60岁及以上居民人数，按普查中全市的比例估计。',
  budget: '区当年拨付的学习经费，以分（百分之一元）计。',
  guidanceIssued: '时期内区向社区下发的指导意见。',
  communities: '登记的社区。',
  designated: '时期最后一日持有示范（试点）称号的社区。',
  returnsExpected: '时期内应报的数据报表：每个社区一份。',
  returnsReceived: '时期内收到的数据报表。',
}

/** The units of measures, in Chinese. */
export const unitsInChinese: Readonly<Record<MeasureDefinition['unit'], string>> = {
  percent: '百分比',
  'person-times': '人次',
  hours: '小时',
  'points of 100': '百分制分数',
  'per 10,000 residents': '每万名居民',
  CNY: '元',
  number: '个（次）',
}

/** Where definitions and thresholds come from, in Chinese, by their names in English. */
export const sourcesInChinese: Readonly<Record<string, string>> = {
  'Han and Makino, Learning Cities in China': 'Han 与 Makino：《中国的学习型城市》',
  'This hub, from the records of communities': '本平台，根据社区记录',
  'National goal for elderly education': '国家老年教育目标',
  'Criterion for community education zones': '社区教育实验区、示范区标准',
  'Criterion for community education zones: at least 2 a year': '社区教育实验区、示范区标准：每年至少2元',
}
