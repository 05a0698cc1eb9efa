import { termsOf } from './term.js'

/** Names of what is offered to learn, to whom and by whom. */
export const learningTerms = {
  LearnerGroup: termsOf({
    YOUNG_UNEMPLOYED: ['Young people without work', '失业青年'],
    UNSKILLED: ['Workers in need of skills training', '需技能提升的在职人员'],
    RETIRED: ['Retired people', '退休人员'],
    MIGRANTS: ['Residents without local registration', '外来常住人口（非本地户籍）'],
    GENERAL: ['Everybody else, none of the above', '其他居民（不属于以上人群）'],
  }),
  ProgrammeKind: termsOf({
    COURSE: ['Courses', '课程'],
    CULTURAL_ACTIVITY: ['Cultural activities', '文化活动'],
    WORKSHOP: ['Workshops', '工作坊'],
    VOLUNTEERING: ['Volunteering', '志愿服务'],
  }),
  ProgrammeStatus: termsOf({
    PUBLISHED: ['Published', '已发布'],
    CANCELLED: ['Cancelled', '已取消'],
  }),
  SessionStatus: termsOf({
    SCHEDULED: ['Scheduled', '已排定'],
    CANCELLED: ['Cancelled', '已取消'],
  }),
  EnrolmentStatus: termsOf({
    ENROLLED: ['Enrolled', '已报名'],
    CANCELLED: ['Given up', '已退出'],
  }),
  Places: termsOf({
    OPEN: ['Places left', '名额充足'],
    FEW: ['Few places left', '名额不多'],
    FULL: ['Full', '名额已满'],
  }),
  TeacherRole: termsOf({
    STAFF: ['Staff', '工作人员'],
    HIRED_TEACHER: ['Hired teacher', '外聘教师'],
    VOLUNTEER: ['Volunteer', '志愿者'],
    ORGANISATION: ['Organisation', '社会组织或企业'],
  }),
  Subject: termsOf({
    CALLIGRAPHY_AND_PAINTING: ['Calligraphy and painting', '书法绘画'],
    MUSIC: ['Music and singing', '音乐歌唱'],
    DANCE: ['Dance', '舞蹈'],
    HEALTH: ['Health and sport', '健康与运动'],
    DIGITAL_SKILLS: ['Digital skills', '数字技能'],
    LANGUAGES: ['Languages and dialects', '语言与方言'],
    CRAFTS: ['Crafts and cooking', '手工与烹饪'],
    DAILY_LIFE: ['Law, finance and daily life', '法律、理财与生活'],
    VOCATIONAL_SKILLS: ['Vocational skills', '职业技能'],
    PARENTING: ['Parenting', '育儿与家庭教育'],
  }),
  Weekday: termsOf({
    MONDAY: ['Monday', '星期一'],
    TUESDAY: ['Tuesday', '星期二'],
    WEDNESDAY: ['Wednesday', '星期三'],
    THURSDAY: ['Thursday', '星期四'],
    FRIDAY: ['Friday', '星期五'],
    SATURDAY: ['Saturday', '星期六'],
    SUNDAY: ['Sunday', '星期日'],
  }),
  CentreStatus: termsOf({
    ACTIVE: ['Open', '开放'],
    CLOSED: ['Closed', '已关闭'],
  }),
  CatalogueKind: termsOf({
    PROGRAMME: ['Programme', '学习项目'],
    CENTRE: ['Learning centre', '社区学习点'],
  }),
}
