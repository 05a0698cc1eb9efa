import { randomFor } from '@shequ/schema/random/random'
import type { BoroughSeed } from './borough-seed.js'
import { type Day, dayOf } from '../time/calendar.js'
import { drawCreditCode } from './credit-code.js'

export type OrganisationKind = 'ASSOCIATION' | 'PRIVATE_NON_ENTERPRISE_UNIT' | 'FOUNDATION' | 'COMPANY'

/** An organisation of the city's register, at work in one borough. */
export interface OrganisationPlan {
  readonly creditCode: string
  readonly name: string
  readonly kind: OrganisationKind
  readonly foundingDate: Day
}

const PREFIX: Readonly<Record<OrganisationKind, string>> = {
  ASSOCIATION: '51',
  PRIVATE_NON_ENTERPRISE_UNIT: '52',
  FOUNDATION: '53',
  COMPANY: '91',
}
const KINDS = ['PRIVATE_NON_ENTERPRISE_UNIT', 'COMPANY', 'ASSOCIATION', 'FOUNDATION'] as const
const KIND_WEIGHTS = [0.5, 0.36, 0.11, 0.03]

const FIRST_WORDS = [
  '乐',
  '晨',
  '和',
  '知',
  '博',
  '明',
  '同',
  '新',
  '暖',
  '绿',
  '启',
  '海',
  '春',
  '心',
  '安',
  '禾',
  '惠',
  '睦',
  '益',
  '善',
]
const SECOND_WORDS = [
  '龄',
  '光',
  '风',
  '行',
  '雅',
  '德',
  '心',
  '芽',
  '阳',
  '叶',
  '明',
  '棠',
  '申',
  '桥',
  '康',
  '苗',
  '民',
  '邻',
  '群',
  '学',
]
const ENDINGS: Readonly<Record<OrganisationKind, readonly string[]>> = {
  PRIVATE_NON_ENTERPRISE_UNIT: [
    '社区服务中心',
    '公益服务社',
    '社会工作服务社',
    '老年学习促进中心',
    '青少年服务中心',
    '职业技能培训中心',
  ],
  COMPANY: [
    '教育科技有限公司',
    '文化传播有限公司',
    '物业管理有限公司',
    '商贸有限公司',
    '食品有限公司',
    '信息技术有限公司',
  ],
  ASSOCIATION: ['社区教育协会', '老年教育协会', '志愿者协会', '书画协会'],
  FOUNDATION: ['公益基金会', '社区发展基金会'],
}

/** How many communities there are for one organisation. */
const COMMUNITIES_EACH = 7

/** The organisations of a borough, no two with one code or name, in the order of their codes. */
export function planOrganisations(seed: number, borough: BoroughSeed, cityName: string): OrganisationPlan[] {
  const random = randomFor(seed, `organisations ${borough.code}`)
  const place = cityName.replace(/[市县]$/u, '')
  const district = borough.name.replace(/(新区|[区县市])$/u, '')
  const count = Math.max(6, Math.round(borough.communities.length / COMMUNITIES_EACH))
  const byCode = new Map<string, OrganisationPlan>()
  const names = new Set<string>()
  while (byCode.size < count) {
    const kind = KINDS[random.weighted(KIND_WEIGHTS)] ?? 'COMPANY'
    const word = `${random.pick(FIRST_WORDS)}${random.pick(SECOND_WORDS)}`
    const where = place === district ? place : place + district
    const name = `${where}${word}${random.pick(ENDINGS[kind])}`
    const creditCode = drawCreditCode(random, PREFIX[kind], borough.code.slice(0, 6))
    const foundingDate = dayOf(random.between(1998, 2023), random.between(1, 12), random.between(1, 28))
    if (names.has(name)) continue
    names.add(name)
    byCode.set(creditCode, { creditCode, name, kind, foundingDate })
  }
  return [...byCode.values()].sort((a, b) => (a.creditCode < b.creditCode ? -1 : 1))
}
