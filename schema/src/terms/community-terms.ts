import { termsOf } from './term.js'

/** Names of how a community governs itself: voices, votes, money, and its answers to guidance. */
export const communityTerms = {
  CommunityKind: termsOf({
    RESIDENTS: ["Residents' committee", '居民委员会'],
    VILLAGE: ["Villagers' committee", '村民委员会'],
    OTHER: ['Other unit', '其他单位'],
  }),
  VoiceKind: termsOf({
    NEED: ['Need', '需求'],
    COMPLAINT: ['Complaint', '投诉'],
    SUGGESTION: ['Suggestion', '建议'],
  }),
  VoiceTopic: termsOf({
    PROGRAMMES: ['Subjects to learn', '学习内容'],
    FACILITIES: ['Rooms and equipment', '场地设施'],
    TIMES: ['Times', '时间安排'],
    TEACHING: ['Teaching', '教学'],
    FEES: ['Fees', '费用'],
    NEIGHBOURHOOD: ['Neighbourhood', '邻里环境'],
  }),
  VoiceStatus: termsOf({
    OPEN: ['Waiting for an answer', '待答复'],
    CLOSED: ['Answered', '已答复'],
  }),
  ProposalStatus: termsOf({
    OPEN: ['Open for voting', '表决中'],
    CLOSED: ['Closed', '表决结束'],
  }),
  ProposalOutcome: termsOf({
    ACCEPTED: ['Accepted', '通过'],
    REJECTED: ['Rejected', '未通过'],
  }),
  VoteChoice: termsOf({
    YES: ['For', '赞成'],
    NO: ['Against', '反对'],
    ABSTAIN: ['Abstain', '弃权'],
  }),
  GuidanceDecision: termsOf({
    ADOPTED: ['Adopted', '采纳'],
    ADAPTED: ['Adapted', '结合实际调整'],
    DECLINED: ['Declined', '不采纳'],
  }),
  Account: termsOf({
    CASH: ['Cash', '货币资金'],
    DONATIONS: ['Donations', '捐赠收入'],
    FEES: ['Fees', '学费收入'],
    OWN_INCOME: ['Other own income', '其他自有收入'],
    ALLOCATION: ["Borough's allocation", '区级拨款'],
    LEARNING: ['Spending on learning', '学习支出'],
    FACILITIES: ['Spending on rooms and equipment', '场地设施支出'],
    OPERATION: ['Other spending', '其他支出'],
  }),
  Dataset: termsOf({
    CENTRES: ['Learning centres', '社区学习点'],
    PROGRAMMES: ['Programmes', '学习项目'],
    COMPETENCES: ['Competences', '居民专长'],
    PROPOSALS: ['Proposals', '提案'],
    VOICES: ['Voices', '居民意见'],
    DONATIONS: ['Donations', '捐赠'],
    LEDGER: ['Ledger', '账目'],
    GUIDANCE_RESPONSES: ['Answers to guidance', '对指导意见的答复'],
  }),
  SharingLevel: termsOf({
    PRIVATE: ['Private', '仅本社区'],
    BOROUGH: ['Borough', '区级可见'],
    CITY: ['City', '市级可见'],
    PUBLIC: ['Public', '公开'],
  }),
}
