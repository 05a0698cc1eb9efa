/** Guidance as a borough writes it, with what communities answer that go another way. */
export interface GuidanceText {
  readonly title: string
  readonly text: string
  readonly countermeasure: string
}

export const GUIDANCE_TEXTS: readonly GuidanceText[] = [
  {
    title: '关于开展老年人智能技术培训的指导意见',
    text: '建议各社区每季度至少开设一期智能手机培训班，优先满足七十岁以上老人。',
    countermeasure: '由学生志愿者上门一对一教学，不另开班。',
  },
  {
    title: '关于社区学习点周末开放的指导意见',
    text: '建议社区学习点周末开放不少于半天，方便在职居民参加。',
    countermeasure: '改为工作日晚间开放两晚，周末场地让给居民自办活动。',
  },
  {
    title: '关于推进学分银行的指导意见',
    text: '建议将社区课程纳入终身教育学分银行，为学员记录学习成果。',
    countermeasure: '以社区学习护照记录参与，暂不对接学分。',
  },
  {
    title: '关于加强外来人员融入课程的指导意见',
    text: '建议每年开设新市民课堂和方言课程，邀请外来人员参与策划。',
    countermeasure: '把课堂放到用工单位食堂，利用午休时间进行。',
  },
  {
    title: '关于社会组织承接学习中心的指导意见',
    text: '建议有条件的社区委托社会组织运营学习中心，并每年听取居民评议。',
    countermeasure: '由居民骨干组成的自治小组运营，居委会提供场地。',
  },
  {
    title: '关于开展青年就业技能培训的指导意见',
    text: '建议联合企业开设短期技能班，帮助失业青年就业。',
    countermeasure: '与相邻社区合办，轮流提供场地。',
  },
  {
    title: '关于组建学习型楼组的指导意见',
    text: '建议以楼组为单位组建学习团队，每月活动一次。',
    countermeasure: '以兴趣而不以楼组结队，跨楼组活动。',
  },
  {
    title: '关于公布学习经费使用情况的指导意见',
    text: '建议每半年向居民公布学习经费的来源与使用。',
    countermeasure: '在居民代表会议上逐季说明，并张贴公示。',
  },
  {
    title: '关于暑期青少年活动的指导意见',
    text: '建议暑期开设不少于两期青少年课程，兼顾外来务工人员子女。',
    countermeasure: '并入街道统一的暑托班，社区派志愿者参加。',
  },
]

export const ADAPTED_REASONS: readonly string[] = [
  '本社区老人多住高层且出行不便，照搬难以见效。',
  '场地有限，现有活动已排满。',
  '居民代表会议讨论后认为另一种办法更合适。',
  '在职居民比例高，工作日白天参加者少。',
]

export const DECLINED_REASONS: readonly string[] = [
  '近期已由社会组织开展同类项目，避免重复。',
  '居民投票未通过。',
  '人手不足，留待明年再议。',
  '本社区几乎没有对应人群。',
]
