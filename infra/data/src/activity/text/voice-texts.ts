/** What residents say and what an office answers, by topic of a voice. */
export interface VoiceText {
  readonly need: readonly string[]
  readonly complaint: readonly string[]
  readonly suggestion: readonly string[]
  readonly answer: readonly string[]
}

export const VOICE_TEXTS: Readonly<Record<string, VoiceText>> = {
  PROGRAMMES: {
    need: ['想学用手机挂号', '希望开一个书法提高班', '想给孩子找暑期活动', '希望有就业技能培训'],
    complaint: ['想上的班年年报不上名', '课程多年没有变化'],
    suggestion: ['可以请楼里的老教师来讲课', '建议和隔壁社区合办'],
    answer: ['已列入下季度计划，报名时会在公告栏通知。', '已与街道社区学校联系，下学期增开一班。'],
  },
  FACILITIES: {
    need: ['活动室需要一台投影仪', '希望装一部无障碍坡道'],
    complaint: ['活动室空调坏了很久', '教室灯光太暗'],
    suggestion: ['闲置车棚可以改成活动角', '建议添置书架'],
    answer: ['已报修并更换，请大家放心使用。', '已从自治金中列支，本月内完成。'],
  },
  TIMES: {
    need: ['希望晚上也开放学习室', '希望周末有课'],
    complaint: ['课都安排在上班时间', '临时改时间没有通知'],
    suggestion: ['建议错开接孩子的时间', '建议固定在每周同一天'],
    answer: ['从下月起每周两晚开放至九点。', '今后调整时间提前三天张贴通知。'],
  },
  TEACHING: {
    need: ['希望老师多留练习时间', '希望有人辅导手机操作'],
    complaint: ['讲得太快跟不上', '老师经常请假'],
    suggestion: ['建议分成初级和提高两个班', '可以录像方便复习'],
    answer: ['已和老师沟通，增加助教并放慢进度。', '下学期起分班教学。'],
  },
  FEES: {
    need: ['希望困难家庭可以免费', '希望材料费明细公开'],
    complaint: ['材料费比去年贵', '退费等了很久'],
    suggestion: ['建议用志愿时长抵学费', '建议公布经费使用'],
    answer: ['困难家庭凭证明免收费用。', '费用明细已张贴在公告栏。'],
  },
  NEIGHBOURHOOD: {
    need: ['希望有老人日间照料', '需要充电车棚'],
    complaint: ['楼道堆物影响通行', '广场舞音量太大'],
    suggestion: ['建议楼组轮流打扫', '建议设宠物公约'],
    answer: ['已召开居民议事会，形成公约并试行。', '已会同物业清理，并安排楼组长巡查。'],
  },
}
