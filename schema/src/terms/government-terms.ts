import { termsOf } from './term.js'

/** Names of what city and borough decide, offer, award and register. */
export const governmentTerms = {
  Tier: termsOf({
    CITY: ['City', '市'],
    BOROUGH: ['Borough', '区'],
    COMMUNITY: ['Community', '社区'],
  }),
  OrdinanceStatus: termsOf({
    ADOPTED: ['Adopted', '已通过'],
    REPEALED: ['Repealed', '已废止'],
  }),
  DesignationLevel: termsOf({
    NATIONAL: ['National', '国家级'],
    PROVINCIAL: ['Provincial', '省级'],
  }),
  DesignationSubject: termsOf({
    CITY: ['City', '城市'],
    TOWN: ['Street or town', '街道或乡镇'],
    COMMUNITY: ['Community', '社区'],
  }),
  OrganisationKind: termsOf({
    ASSOCIATION: ['Social association', '社会团体'],
    PRIVATE_NON_ENTERPRISE_UNIT: ['Private non-enterprise unit', '民办非企业单位'],
    FOUNDATION: ['Foundation', '基金会'],
    COMPANY: ['Company', '企业'],
  }),
  ServiceStatus: termsOf({
    ACTIVE: ['Open', '开放'],
    TEMPORARILY_CLOSED: ['Closed for the time being', '暂时关闭'],
    DEFUNCT: ['Closed for good', '永久关闭'],
  }),
  AllocationPurpose: termsOf({
    LEARNING: ['Learning', '学习'],
    FACILITIES: ['Rooms and equipment', '场地设施'],
    OPERATION: ['Running the office', '日常运转'],
  }),
}
