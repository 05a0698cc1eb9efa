import type { Rhythm } from '../time/season.js'

export type ProgrammeKind = 'COURSE' | 'CULTURAL_ACTIVITY' | 'WORKSHOP' | 'VOLUNTEERING'
export type LearnerGroup = 'YOUNG_UNEMPLOYED' | 'UNSKILLED' | 'RETIRED' | 'MIGRANTS' | 'GENERAL'

/** Something that communities offer. `fee` is the usual price in yuan, 0 when it is free; `months` limits it to a festival's season. */
export interface Topic {
  readonly title: string
  readonly does: string
  readonly audience: readonly LearnerGroup[]
  readonly rhythm: Rhythm
  readonly evening: boolean
  readonly fee: number
  readonly months?: readonly number[]
}

function topic(
  title: string,
  does: string,
  audience: readonly LearnerGroup[],
  fee = 0,
  more: Partial<Topic> = {},
): Topic {
  return { title, does, audience, fee, rhythm: 'ADULTS', evening: false, ...more }
}

const EVENING = { evening: true } as const
const CHILDREN = { rhythm: 'CHILDREN' } as const
const FESTIVE = { rhythm: 'FESTIVE' } as const

const COURSES: readonly Topic[] = [
  topic('书法', '从执笔、笔画到临帖，练习楷书与行书', ['RETIRED'], 120),
  topic('国画山水', '学习用笔用墨，临摹山水小品', ['RETIRED'], 150),
  topic('花鸟画', '从梅兰竹菊入手，学习写意花鸟', ['RETIRED'], 150),
  topic('太极拳', '学习二十四式简化太极拳，强身健体', ['RETIRED']),
  topic('八段锦', '学习八段锦与日常养生', ['RETIRED']),
  topic('智能手机', '学会打车、挂号、支付和视频通话，提防诈骗', ['RETIRED']),
  topic('手机摄影', '学习构图、用光和修图，记录身边生活', ['RETIRED'], 80),
  topic('短视频制作', '拍摄、剪辑并发布自己的短视频', ['GENERAL', 'YOUNG_UNEMPLOYED'], 100, EVENING),
  topic('合唱', '练习发声与声部配合，排练经典曲目', ['RETIRED'], 60),
  topic('沪剧', '学唱沪剧名段，了解剧种源流', ['RETIRED'], 80),
  topic('越剧', '学唱越剧名段，练习身段', ['RETIRED'], 80),
  topic('民族舞', '学习民族舞基本步伐并排练小品', ['RETIRED'], 100),
  topic('交谊舞', '学习慢三、快四等基本舞步', ['RETIRED', 'GENERAL'], 80, EVENING),
  topic('古筝', '从指法入门，弹奏简单乐曲', ['GENERAL'], 300, EVENING),
  topic('电子琴', '识谱与双手配合，弹奏歌曲', ['RETIRED'], 200),
  topic('日常英语', '练习问候、购物、出行等口语', ['GENERAL', 'RETIRED'], 120, EVENING),
  topic('沪语', '学说上海话，听懂街坊邻里', ['MIGRANTS', 'GENERAL'], 0, EVENING),
  topic('新市民课堂', '了解落户、社保、入学等办事流程', ['MIGRANTS'], 0, EVENING),
  topic('普通话', '练习普通话发音与日常交流', ['MIGRANTS', 'UNSKILLED'], 0, EVENING),
  topic('计算机基础', '学习打字、文档和表格处理', ['UNSKILLED', 'YOUNG_UNEMPLOYED'], 0, EVENING),
  topic('养老护理员', '学习照护知识与实操，准备技能考核', ['UNSKILLED', 'MIGRANTS'], 0, EVENING),
  topic('家政服务', '学习保洁、收纳与母婴照护', ['UNSKILLED', 'MIGRANTS']),
  topic('中式面点', '学做包子、馒头、花卷和酥点', ['UNSKILLED', 'GENERAL'], 180),
  topic('西点烘焙', '学做面包、饼干和蛋糕', ['GENERAL', 'YOUNG_UNEMPLOYED'], 260, EVENING),
  topic('电子商务', '学习开店、选品与直播带货', ['YOUNG_UNEMPLOYED'], 0, EVENING),
  topic('就业指导', '梳理经历、修改简历、模拟面试', ['YOUNG_UNEMPLOYED']),
  topic('创业入门', '了解扶持政策，完成一份创业计划', ['YOUNG_UNEMPLOYED', 'MIGRANTS'], 0, EVENING),
  topic('瑜伽', '练习基础体式与呼吸', ['GENERAL'], 200, EVENING),
  topic('家庭园艺', '学习阳台种植与盆栽养护', ['RETIRED', 'GENERAL'], 60),
  topic('中医养生', '学习四季调养与穴位按摩', ['RETIRED']),
  topic('家庭理财与防骗', '认识理财产品，识别骗局', ['RETIRED', 'GENERAL']),
  topic('编织', '学习钩针与棒针，完成一件作品', ['RETIRED'], 50),
  topic('剪纸', '学习剪纸技法，创作窗花', ['RETIRED', 'GENERAL'], 40),
  topic('少儿书法', '从坐姿握笔开始，练习硬笔字', ['GENERAL'], 200, CHILDREN),
  topic('少儿围棋', '学习规则、死活与定式', ['GENERAL'], 200, CHILDREN),
  topic('少儿编程', '用图形化语言编写小游戏', ['GENERAL'], 300, CHILDREN),
  topic('暑期爱心托管班', '作业辅导、阅读与手工', ['MIGRANTS', 'GENERAL'], 0, { ...CHILDREN, months: [1, 2, 7, 8] }),
]

const CULTURAL_ACTIVITIES: readonly Topic[] = [
  topic('元宵灯会', '猜灯谜、做花灯、吃汤圆', [], 0, { ...FESTIVE, months: [2] }),
  topic('端午包粽子', '邻里一起包粽子、做香囊', [], 0, { ...FESTIVE, months: [5, 6] }),
  topic('中秋邻里文艺晚会', '居民自编自演，共度中秋', [], 0, { ...FESTIVE, months: [9] }),
  topic('重阳敬老演出', '为社区老人献演并送上祝福', ['RETIRED'], 0, { ...FESTIVE, months: [10] }),
  topic('迎新春写春联', '书法爱好者为居民书写春联、福字', [], 0, { ...FESTIVE, months: [1] }),
  topic('邻里节', '美食分享、才艺展示与跳蚤市场', [], 0, { ...FESTIVE, months: [4, 5, 9, 10] }),
  topic('社区纳凉晚会', '夏夜里的歌舞与戏曲', [], 0, { ...FESTIVE, evening: true, months: [7, 8] }),
  topic('居民书画展', '展出居民一年来的书画作品', [], 0, FESTIVE),
  topic('红色电影放映', '露天放映并交流观影感受', [], 0, { ...FESTIVE, evening: true }),
  topic('读书分享会', '共读一本书，交流心得', ['GENERAL'], 0, FESTIVE),
  topic('沪剧专场', '邀请票友团演唱经典唱段', ['RETIRED'], 0, FESTIVE),
  topic('亲子运动会', '趣味接力与亲子游戏', ['GENERAL'], 0, CHILDREN),
  topic('非遗进社区', '观摩并体验传统手工艺', [], 0, FESTIVE),
  topic('社区歌会', '合唱队与居民同台放歌', ['RETIRED', 'GENERAL'], 0, FESTIVE),
  topic('城市行走', '沿老街巷寻访身边的历史建筑', ['GENERAL'], 0, FESTIVE),
]

const WORKSHOPS: readonly Topic[] = [
  topic('防诈骗讲座', '民警结合案例讲解常见骗术', ['RETIRED']),
  topic('心肺复苏与急救', '学习心肺复苏和除颤器使用', [], 0, EVENING),
  topic('消防演练', '学习灭火器使用与逃生', []),
  topic('手工香皂', '用天然材料制作手工皂', ['GENERAL'], 40, EVENING),
  topic('扎染体验', '折叠、捆扎、浸染，做一块方巾', ['GENERAL'], 50),
  topic('插花', '学习花材搭配，完成一件作品', ['GENERAL'], 80, EVENING),
  topic('高血压防治讲座', '家庭医生讲解用药与饮食', ['RETIRED']),
  topic('简历门诊', '一对一修改简历', ['YOUNG_UNEMPLOYED']),
  topic('社保政策解读', '讲解参保、转移与领取', ['MIGRANTS', 'UNSKILLED'], 0, EVENING),
  topic('家庭教育沙龙', '家长交流亲子沟通', ['GENERAL'], 0, { ...CHILDREN, evening: true }),
  topic('科学实验营', '孩子们动手做小实验', ['GENERAL'], 30, CHILDREN),
  topic('绘本阅读', '家长和孩子一起读绘本', ['GENERAL'], 0, CHILDREN),
  topic('手机挂号与就医', '手把手学会网上挂号、查报告', ['RETIRED']),
  topic('家电小修', '学习更换插座、清洗空调等小技能', ['GENERAL', 'UNSKILLED']),
  topic('法律咨询日', '律师解答继承、租房、劳动问题', [], 0, EVENING),
]

const VOLUNTEERING: readonly Topic[] = [
  topic('垃圾分类志愿', '在投放点指导分类，宣传减量', []),
  topic('为老助餐志愿', '为高龄独居老人送餐、陪伴', ['RETIRED', 'GENERAL']),
  topic('楼道美化', '一起清理楼道、种花、彩绘', []),
  topic('平安巡逻', '巡查小区，提醒隐患', ['RETIRED']),
  topic('小小图书管理员', '孩子们整理图书、引导借阅', ['GENERAL'], 0, CHILDREN),
  topic('文明交通劝导', '在路口引导行人与骑行者', ['RETIRED', 'GENERAL']),
  topic('河道守护', '巡护河道、清理漂浮物', []),
  topic('银龄互助', '低龄老人结对帮助高龄老人', ['RETIRED']),
  topic('社区花园共建', '一起设计、种植和养护小花园', ['GENERAL', 'RETIRED'], 0, FESTIVE),
]

export const TOPICS: Readonly<Record<ProgrammeKind, readonly Topic[]>> = {
  COURSE: COURSES,
  CULTURAL_ACTIVITY: CULTURAL_ACTIVITIES,
  WORKSHOP: WORKSHOPS,
  VOLUNTEERING,
}
