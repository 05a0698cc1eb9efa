import { shortNameOfCommunity } from '../../divisions/short-name.js'
import { dayOf, dayText } from '../time/calendar.js'
import type { CommunityContext } from './community-context.js'
import { addressOf } from './generate-centres.js'

const WORK_UNITS = [
  '第一棉纺厂',
  '造船厂',
  '钢铁厂',
  '铁路局',
  '机床厂',
  '无线电厂',
  '邮电局',
  '师范学院',
  '农场',
  '印刷厂',
]
const GOVERNANCE = [
  '居民代表会议每季度召开一次，重大事项由居民投票决定，学习经费逐季公示。',
  '由居民议事会商定年度学习计划，楼组长收集意见，居委会负责落实。',
  '设立自治金，由居民提案、评议和监督；社会组织参与运营，居民年终评议。',
  '村民代表会议决定年度计划，理事会管理场地与经费，账目每月张榜。',
]
const HOURS = ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA', 'FREQ=DAILY']

/** How far communities share each dataset: the likelihood of PUBLIC, CITY, BOROUGH and PRIVATE. */
const LEVELS = ['PUBLIC', 'CITY', 'BOROUGH', 'PRIVATE'] as const
const SHARING = {
  CENTRES: [0.98, 0.01, 0.01, 0],
  PROGRAMMES: [1, 0, 0, 0],
  COMPETENCES: [0.6, 0.25, 0.1, 0.05],
  PROPOSALS: [0.8, 0.1, 0.06, 0.04],
  VOICES: [0.5, 0.25, 0.15, 0.1],
  DONATIONS: [0.75, 0.15, 0.05, 0.05],
  LEDGER: [0.35, 0.3, 0.3, 0.05],
  GUIDANCE_RESPONSES: [0.4, 0.35, 0.2, 0.05],
} as const

/** Profile, charter and sharing rules. Programmes are for everybody to see; with the rest, a community may say no. */
export function generateProfile(context: CommunityContext): void {
  const { community, borough, rows, source } = context
  const random = context.random('profile')
  const short = shortNameOfCommunity(community.name)
  const founded = dayOf(random.between(1991, 2016), random.between(1, 12), random.between(1, 28))
  const fromWorkUnit = community.kind === 'RESIDENTS' && random.chance(0.08 + 0.17 * borough.centrality)
  const adopted = dayOf(random.between(2017, 2023), random.between(1, 12), random.between(1, 28))
  const governance = community.kind === 'VILLAGE' ? GOVERNANCE[3] : GOVERNANCE[random.between(0, 2)]
  rows.add('community', [
    community.code,
    `${short}位于${borough.name}${community.streetName}，约有居民${community.residents}人。`,
    addressOf(context, random),
    random.pick(HOURS),
    dayText(founded),
    governance ?? '',
    fromWorkUnit ? random.pick(WORK_UNITS) : null,
    dayText(adopted),
    random.chance(0.04) ? 20 : 11,
    source,
  ])
  for (const [dataset, weights] of Object.entries(SHARING)) {
    rows.add('sharing_rule', [community.code, dataset, LEVELS[random.weighted(weights)] ?? 'PRIVATE'])
  }
}
