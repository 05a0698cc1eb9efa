import type { BaseCountName } from '../measures/base-counts.js'
import type { MeasureDefinition } from '../measures/measure-definition.js'
import type { MeasureName } from '../measures/measures.js'
import type { RegisterCountName } from '../measures/register-counts.js'

const byAllResidents = '没有分学习人群、分项目类型的人口数，分组数据的分母均为全部常住人口。'
const ofBoroughsAlone = '只公布全市和各区的数；街道（乡镇）和社区只给较宽的区间，以免由时数推算出某次活动的参加人数。'
const ofThoseWhoRated = '仅统计参加评分者。分子为各份评分高出1分的分数之和，分母为其最多可高出的分数，即每份4分。'

/** What each measure means, and where it differs from its name, in Chinese. */
export const measuresInChinese: Readonly<Record<MeasureName, Pick<MeasureDefinition, 'meaning' | 'note'>>> = {
  PARTICIPATION_RATE: {
    meaning:
      '报告期内在本社区至少参加一次有组织学习活动的本社区居民人数（每人只计一次）占常住人口的比重。在其他社区或老年大学等处的学习不计入。',
    note: `${byAllResidents}各学习人群可相加；各项目类型的人数不可相加，参加两类的人两类都计。`,
  },
  OLDER_PARTICIPATION_RATE: {
    meaning:
      '报告期内在本社区至少参加一次有组织学习活动的60岁及以上本社区居民人数（每人只计一次）占60岁及以上常住人口的比重。在其他社区或老年大学等处的学习不计入。',
    note: '60岁及以上人口按普查中全市的占比推算，各区、各社区占比相同，区与区比较须谨慎。',
  },
  ATTENDANCES: {
    meaning: '报告期内参加各场活动的人次，不论何人参加：参加十次计十次。',
    note: '为人次，不是人数。',
  },
  HOURS_PER_RESIDENT: {
    meaning: '报告期内全部参加者（含外社区居民）的学习总时数 ÷ 常住人口数。',
    note: `${byAllResidents}各学习人群可相加，各项目类型也可相加。${ofBoroughsAlone}`,
  },
  HOURS_PER_PARTICIPANT: {
    meaning: '报告期内全部参加者（含外社区居民）的学习总时数 ÷ 在本社区参加学习的本社区居民人数。',
    note: `时数含全部参加者，人数只含本社区居民：外社区参加者多的地方，此数偏高。${ofBoroughsAlone}`,
  },
  COMPLETION_RATE: {
    meaning: '报告期内结束的课程中，结业（由社区登记为结业）的报名人次占全部报名人次的比重，不含首次上课前取消的报名。',
    note: '仅限课程；课程计入其最后一日所在的报告期。',
  },
  SATISFACTION: {
    meaning: '报告期内对项目是否满意的有效回答（1至5分）中，打4分或5分的份数所占比重。',
    note: '仅限作答者：分母为有效回答份数。',
  },
  LEADERSHIP_APPRAISAL_BOROUGH: {
    meaning: '报告期内居民对区级工作的评分（1至5分），折算为0至100分：得分＝（平均分－1）÷4×100。',
    note: ofThoseWhoRated,
  },
  LEADERSHIP_APPRAISAL_CITY: {
    meaning: '报告期内居民对市级工作的评分（1至5分），折算为0至100分：得分＝（平均分－1）÷4×100。',
    note: ofThoseWhoRated,
  },
  VOLUNTEERS_PER_10000: {
    meaning: '报告期内至少义务授课一次的居民人数（每人只计一次） ÷ 常住人口数 × 10,000。',
    note: null,
  },
  VOLUNTEER_HOURS_SHARE: {
    meaning: '报告期内居民义务授课的时数占全部授课时数的比重。',
    note: null,
  },
  BUDGET_PER_HEAD: {
    meaning: '区当年拨付给社区的学习经费（元，不含场地设施和日常运转经费） ÷ 常住人口数。',
    note: '拨款按日历年，只能按年查询。所在区当年没有拨款记录的社区按缺报处理。',
  },
  SELF_RELIANCE: {
    meaning: '报告期内入账的社区自筹收入（捐赠、学费和其他自有收入）占社区全部收入的比重。',
    note: null,
  },
  DONATION_SHARE: {
    meaning: '报告期内入账的捐赠占社区全部收入的比重。',
    note: null,
  },
  CONSIGNED_SHARE: {
    meaning: '报告期最后一日由社会组织或企业受社区委托运营的学习点占开放学习点的比重。',
    note: null,
  },
  RESPONSIVENESS: {
    meaning:
      '报告期内收到的居民需求（不含投诉、建议）中，自次日起15个自然日内答复的比重。期末收到、尚在期限内未答复的也计为未答复。',
    note: '需求计入其收到的报告期，不论何时答复。',
  },
  DESIGNATION_SHARE: {
    meaning: '报告期最后一日持有国家级或省（市）级学习型社区示范、试点称号的社区占全部社区的比重。',
    note: '出自市的登记：只在市的答复中有数值，区和社区的答复中没有。',
  },
  ADAPTATION_RATE: {
    meaning:
      '报告期内社区调整执行或不采纳的区指导意见件次占下发件次的比重（一件发给十个社区计十件次）。答复可能针对以前下发的文件，可超过100%。',
    note: '答复计入作出答复的报告期，指导意见计入下发的报告期。',
  },
  REPORTING_RATE: {
    meaning: '从社区收到的数据报表占应报报表的比重：每个社区每个报告期应报一份。',
    note: '按报表而非居民计数：报表涉及多少居民，见数值的覆盖范围。',
  },
  PROGRAMMES: {
    meaning: '报告期内至少举行过一场活动的学习项目数。',
    note: '跨越两个报告期的课程在两期都计入，因此各期不能相加。',
  },
  SESSIONS: {
    meaning: '报告期内举行的活动场次。',
    note: '已取消的活动不计入。零表示没有举行任何活动。',
  },
  PLACES: {
    meaning: '报告期内至少举行过一场活动的学习项目的名额。',
    note: '为最多可参加的人数，而非实际参加人数。跨越两个报告期的项目在两期都计入。',
  },
  CENTRES: {
    meaning: '报告期最后一日开放的社区学习点数。',
    note: '为某一日的数值，因此各报告期不能相加。',
  },
  NEEDS: {
    meaning: '报告期内居民向社区提出的需求件数。',
    note: '按件计数，不按人：一人提出两件计两件。不含投诉、建议。',
  },
  PROPOSALS: {
    meaning: '报告期内交由居民表决的提案数。',
    note: '提案计入开始表决的报告期，不论结果如何。',
  },
}

/** What each count is of, in Chinese. */
export const countsInChinese: Readonly<Record<BaseCountName | RegisterCountName, string>> = {
  participants:
    '报告期内在本社区至少参加一次活动的本社区居民人数，每人只计一次。居住在别处者，若在居住地参加，则计入居住地。',
  olderParticipants: '报告期内在本社区至少参加一次活动的60岁及以上本社区居民人数，每人只计一次。',
  attendances: '报告期内开始的各场活动的参加人次，不论何人参加。',
  minutes: '报告期内开始的各场活动中参加者的分钟数之和。',
  enrolments: '报告期内结束的课程的报名人次，不含首次上课前取消的报名。',
  completed: '报告期内结束的课程中由社区登记为结业的报名人次。',
  answers: '报告期内对项目是否满意这一问题的有效回答份数。',
  satisfied: '报告期内对项目是否满意的有效回答（1至5分）中打4分或5分的份数。',
  appraisalsBorough: '报告期内居民对区级工作的评分份数。',
  pointsBorough: '报告期内居民对区级工作的评分之和，每份1至5分。',
  appraisalsCity: '报告期内居民对市级工作的评分份数。',
  pointsCity: '报告期内居民对市级工作的评分之和，每份1至5分。',
  volunteers: '报告期内至少义务授课一次的居民人数，每人只计一次。',
  volunteerMinutes: '报告期内居民义务授课的分钟数。各场活动本身是公开列出的。',
  taughtMinutes: '报告期内开始的全部活动的分钟数。',
  donations: '报告期内入账的捐赠。',
  fees: '报告期内入账的学费。',
  ownIncome: '报告期内入账的社区其他自有收入，不含捐赠与学费。',
  allocations: '报告期内入账的区级拨款。',
  centres: '报告期最后一日开放的社区学习点。',
  consignedCentres: '报告期最后一日由社会组织或企业受社区委托运营的开放学习点。',
  needs: '报告期内社区收到的居民需求，不含投诉、建议。',
  needsAnswered: '报告期内收到并自次日起15个自然日内答复的需求。',
  guidanceOwnWay: '报告期内社区答复为调整执行或不采纳的区指导意见件次。',
  sessions: '报告期内开始并已举行的活动场次。各场活动本身是公开列出的。',
  programmes: '报告期内至少举行过一场活动的学习项目。项目本身是公开列出的。',
  places: '报告期内至少举行过一场活动的学习项目的名额，不论是否已占用：即公开列出的容纳人数。',
  endedCourses: '报告期内结束的课程数。其报名人数在结束的报告期计入。',
  proposals: '报告期内交由居民表决的提案数。提案本身是公开列出的。',
  residents: '常住人口：区为2020年第七次全国人口普查数，社区为据此推算的估计数。',
  olderResidents: '60岁及以上常住人口，按普查中全市的占比推算。',
  budget: '区当年拨付给社区的学习经费。',
  guidanceIssued: '报告期内区向社区下发的指导意见件次：一件发给十个社区计十件次。',
  communities: '登记的社区。',
  designated: '报告期最后一日持有国家级或省（市）级称号的社区。',
  returnsExpected: '报告期应报的数据报表：每个社区一份。',
  returnsReceived: '收到的该报告期数据报表。',
}

/** Where definitions and thresholds come from, in Chinese, by their names in English. */
export const sourcesInChinese: Readonly<Record<string, string>> = {
  'Han and Makino, Learning Cities in China': 'Han 与 Makino：《中国的学习型城市》',
  'This hub, from the records of communities': '本平台，根据社区记录',
  'Elderly Education Plan 2016–2020: 20 percent taking part regularly by 2020 (not quite this measure; for orientation)':
    '《老年教育发展规划（2016—2020年）》：2020年经常性参与教育活动的老年人占20%以上（与本指标口径不同，仅供参考）',
  'Criterion for community education zones': '社区教育实验区、示范区标准',
  'Criterion for community education zones: at least 2 a year': '社区教育实验区、示范区标准：每年至少2元',
}
