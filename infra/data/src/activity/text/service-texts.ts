import type { LearnerGroup } from './topics.js'

/** A service that borough centres offer. Ages in years, null for any. */
export interface ServiceText {
  readonly name: string
  readonly description: string
  readonly ages: readonly [number | null, number | null]
  readonly schedule: string
  readonly audience: readonly LearnerGroup[]
}

const WORKDAYS = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'

export const SERVICE_TEXTS: readonly ServiceText[] = [
  {
    name: '学习咨询',
    description: '介绍全区课程与学习点，协助选课和报名。',
    ages: [null, null],
    schedule: WORKDAYS,
    audience: [],
  },
  {
    name: '老年学习辅导',
    description: '为老年人提供智能手机和网上办事辅导。',
    ages: [60, null],
    schedule: 'FREQ=WEEKLY;BYDAY=TU,TH',
    audience: ['RETIRED'],
  },
  {
    name: '就业技能评估',
    description: '评估技能、推荐培训并对接岗位。',
    ages: [16, 59],
    schedule: 'FREQ=WEEKLY;BYDAY=MO,WE',
    audience: ['YOUNG_UNEMPLOYED', 'UNSKILLED'],
  },
  {
    name: '新市民服务',
    description: '讲解居住证、社保、子女入学等政策并陪同办理。',
    ages: [16, null],
    schedule: 'FREQ=WEEKLY;BYDAY=WE,SA',
    audience: ['MIGRANTS'],
  },
  {
    name: '家庭教育指导',
    description: '面向家长的咨询和沙龙。',
    ages: [18, null],
    schedule: 'FREQ=WEEKLY;BYDAY=SA,SU',
    audience: ['GENERAL'],
  },
  {
    name: '师资配送',
    description: '为各社区选派教师，承担课程教学。',
    ages: [null, null],
    schedule: WORKDAYS,
    audience: [],
  },
  {
    name: '场地预约',
    description: '教室、剧场与展厅的预约使用。',
    ages: [null, null],
    schedule: 'FREQ=DAILY',
    audience: [],
  },
  {
    name: '学分银行办理',
    description: '登记、认定和转换学习成果。',
    ages: [16, null],
    schedule: 'FREQ=WEEKLY;BYDAY=FR',
    audience: [],
  },
]
