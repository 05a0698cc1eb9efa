import { drawUuid } from '../../random/draw-uuid.js'
import { ADAPTED_REASONS, DECLINED_REASONS } from '../text/guidance-texts.js'
import { dayText } from '../time/calendar.js'
import type { CommunityContext } from './community-context.js'

const DECISIONS = ['ADOPTED', 'ADAPTED', 'DECLINED'] as const
const CENTRE = [0.6, 0.28, 0.12]
const OUTSKIRTS = [0.48, 0.36, 0.16]

/** The community's answers to the guidance it was addressed by. Some stay unanswered. */
export function generateGuidanceResponses(context: CommunityContext): void {
  const { community, borough, rows, source, calendar } = context
  const random = context.random('guidance')
  const weights = borough.centrality > 0.8 ? CENTRE : OUTSKIRTS
  for (const { id, issuedOn, recipients, countermeasure } of borough.guidance) {
    const isAddressed = recipients.size === 0 || recipients.has(community.code)
    if (!isAddressed || !random.chance(0.9)) continue
    const answeredOn = issuedOn + random.between(3, 70)
    const decision = DECISIONS[random.weighted(weights)] ?? 'ADOPTED'
    const reason =
      decision === 'ADOPTED' ? null : random.pick(decision === 'ADAPTED' ? ADAPTED_REASONS : DECLINED_REASONS)
    if (answeredOn > calendar.lastDay) continue
    rows.add('guidance_response', [
      community.code,
      drawUuid(random),
      `${borough.code}:${id}`,
      decision,
      reason,
      decision === 'ADAPTED' ? countermeasure : null,
      dayText(answeredOn),
      source,
    ])
  }
}
