import { termsOf } from './term.js'

/** Names of who may read and write, of what was done, and of which server answers. */
export const accessTerms = {
  ViewerRole: termsOf({
    ANONYMOUS: ['Without a token', '匿名'],
    PLANNER: ['Planner', '统计分析人员'],
    CITY_OFFICE: ['City office', '市级主管部门'],
    BOROUGH_OFFICE: ['Borough office', '区级主管部门'],
    COMMUNITY_OFFICE: ["Residents' or villagers' committee", '居（村）民委员会'],
    DISTRICT_APP: ['App for residents', '居民服务应用'],
    NGO: ['Organisation', '社会组织'],
    OPERATOR: ['Operator of the hub', '平台运维人员'],
    GATEWAY: ['Gateway of the hub', '平台网关'],
  }),
  AccessRequestStatus: termsOf({
    PENDING: ['Not decided', '待决定'],
    GRANTED: ['Granted', '已批准'],
    REFUSED: ['Refused', '已拒绝'],
  }),
  AccessDecision: termsOf({
    GRANT: ['Grant', '批准'],
    REFUSE: ['Refuse', '拒绝'],
  }),
  AccessAction: termsOf({
    READ: ['Read', '读取'],
    WRITE: ['Write', '写入'],
  }),
  AccessOutcome: termsOf({
    GRANTED: ['Allowed', '已允许'],
    REFUSED: ['Refused', '已拒绝'],
  }),
  AccessBasis: termsOf({
    OWN: ["The community's own committee", '本社区居（村）民委员会'],
    SHARED: ['Shared with the tier', '按共享级别'],
    GRANT: ['Grant', '授权'],
    CONSIGNMENT: ['Consignment', '委托运营'],
    RECEIPT: ['Receipt', '回执'],
  }),
  AccessScope: termsOf({
    READ_CENTRES: ['Read learning centres', '读取社区学习点'],
    READ_PROGRAMMES: ['Read programmes', '读取学习项目'],
    READ_COMPETENCES: ['Read competences', '读取居民专长'],
    READ_PROPOSALS: ['Read proposals', '读取提案'],
    READ_VOICES: ['Read voices', '读取居民意见'],
    READ_DONATIONS: ['Read donations', '读取捐赠'],
    READ_LEDGER: ['Read the ledger', '读取账目'],
    READ_GUIDANCE_RESPONSES: ['Read answers to guidance', '读取对指导意见的答复'],
    READ_ATTENDANCE: ['Read attendance', '读取参加情况'],
    RECORD_ATTENDANCE: ['Record attendance', '登记参加'],
    ENROL: ['Enrol residents', '为居民报名'],
    RAISE_VOICE: ['Raise voices', '提交居民意见'],
    RUN_PROGRAMMES: ['Run programmes', '开办学习项目'],
  }),
  MoveDirection: termsOf({
    TO_OWN_NODE: ["To the community's own node", '迁往社区自有节点'],
    TO_HOSTED: ['To the hosted server', '迁回托管服务器'],
  }),
  NodeKind: termsOf({
    HOSTED: ['Hosted server', '托管服务器'],
    OWN: ['Own node', '自有节点'],
  }),
  NodeStatus: termsOf({
    JOINING: ['Joining', '加入中'],
    ACTIVE: ['Active', '运行中'],
    LEAVING: ['Leaving', '退出中'],
    HOSTED: ['Hosted', '已托管'],
    REVOKED: ['Revoked', '已撤销'],
  }),
  QueueKind: termsOf({
    RETURNS: ['Returns of measures', '指标上报'],
    PUBLICATIONS: ['Publications for the catalogue', '目录发布'],
  }),
}
