export const GOALS: readonly string[] = ['人人皆学', '处处能学', '时时可学', '学以成人、学以兴城']

export const CITY_OFFICES: readonly string[] = [
  '市教育委员会',
  '市精神文明建设委员会办公室',
  '市民政局',
  '市人力资源和社会保障局',
  '市财政局',
  '市文化和旅游局',
  '市总工会',
  '市妇女联合会',
]

export const ORDINANCE_TEXTS: readonly {
  readonly title: string
  readonly summary: string
  readonly repealed: boolean
}[] = [
  {
    title: '社区教育暂行规定',
    summary: '规定区、街镇和社区举办社区教育的职责与经费渠道。',
    repealed: true,
  },
  {
    title: '终身学习促进办法',
    summary: '确认居民终身学习的权利，规定经费不低于每人每年二元，鼓励企业与社会组织参与。',
    repealed: false,
  },
  {
    title: '学习成果认定与转换办法',
    summary: '建立学分银行，认定社区学习的成果。',
    repealed: false,
  },
  {
    title: '社会组织受托运营社区学习中心管理办法',
    summary: '规定委托的程序、期限、评议和终止，居民评议为续约的依据。',
    repealed: false,
  },
  {
    title: '老年教育促进办法',
    summary: '要求街镇设老年学习点，老年人参与率逐年提高。',
    repealed: false,
  },
]

export const DECISION_TEXTS: readonly (readonly [string, string])[] = [
  ['年度学习节主题', '以“邻里共学”为年度学习节主题，由各区分别承办。'],
  ['社区学习经费最低标准', '各区学习经费不低于每人每年二元，逐级公示。'],
  ['支持社会组织运营', '三年内受托运营的学习中心达到四分之一。'],
  ['外来人员学习计划', '各街镇至少设一处新市民课堂。'],
  ['居民评议结果运用', '居民满意度作为对市、区工作的首要评价。'],
  ['老年人智能技术培训', '全年培训不少于常住老年人口的百分之五。'],
  ['学习数据公开', '按季公开各区汇总结果，不涉及个人。'],
  ['学习点周末开放', '鼓励社区学习点周末和晚间开放，由社区自行决定。'],
]
