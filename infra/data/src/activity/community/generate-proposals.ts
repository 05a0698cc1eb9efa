import { drawUuid } from '../../random/draw-uuid.js'
import { dayText, momentText } from '../time/calendar.js'
import type { CommunityContext } from './community-context.js'
import type { People } from './people.js'

const PROPOSALS: readonly (readonly [string, string])[] = [
  ['将闲置车棚改为共享学习角', '拟用自治金改造车棚，设书架、桌椅和饮水处。'],
  ['学习中心委托社会组织运营', '拟委托社会组织运营一年，居民年终评议后决定是否续约。'],
  ['增设晚间与周末课程', '拟调整两间教室的开放时间，晚间开放至九点。'],
  ['设立居民学习基金', '拟从场地收入中提取一成，资助困难家庭参加课程。'],
  ['共建社区花园', '拟在中心绿地开辟一块由居民认养的花园。'],
  ['年度学习计划', '拟全年开设课程、活动若干，经费使用逐季公示。'],
  ['加装电梯意愿征询', '拟就加装电梯方案征求居民意见。'],
  ['广场活动公约', '拟约定广场活动时段与音量。'],
]

/** Proposals that residents voted on. Those whose voting ends after the data does are still open. */
export function generateProposals(context: CommunityContext, people: People): void {
  const { community, rows, source, calendar } = context
  const { firstDay, lastDay } = calendar
  const random = context.random('proposals')
  const count = Math.round(random.weighted([0.25, 0.4, 0.22, 0.13]) * calendar.length)
  const first = random.between(0, PROPOSALS.length - 1)
  for (let index = 0; index < count; index++) {
    const [title, text] = PROPOSALS[(first + index) % PROPOSALS.length] ?? ['', '']
    const id = drawUuid(random)
    const opened = random.between(firstDay, lastDay - 7)
    const until = opened + random.between(7, 21)
    const closed = until < lastDay
    rows.add('proposal', [
      community.code,
      id,
      title,
      text,
      dayText(opened),
      dayText(until),
      closed ? momentText(until + 1, 600) : null,
      source,
    ])
    const turnout = 0.06 + 0.2 * random.next()
    const favour = 0.35 + 0.5 * random.next()
    for (const person of people.all) {
      if (!random.chance(turnout)) continue
      const choice = random.chance(favour) ? 'YES' : random.chance(0.75) ? 'NO' : 'ABSTAIN'
      const day = Math.min(lastDay, random.between(opened, until))
      rows.add('vote', [community.code, id, person.pseudonym, choice, momentText(day, random.between(480, 1260))])
    }
  }
}
