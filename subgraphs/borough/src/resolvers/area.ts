import { withoutPadding } from '@shequ/schema/codes/division-code'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { ListLoader } from '@shequ/subgraph/paging/list-loader'
import type { CommunityArguments } from '../loaders/lists/division-lists.js'
import type { Loaders } from '../loaders/loaders.js'
import type { NodeArguments } from '../loaders/lists/node-lists.js'
import type { CommunityRow, NodeRow } from '../database/rows.js'

/** An area that holds communities, of the level that its code's length tells. */
export interface Area {
  readonly level: 'city' | 'borough' | 'street'
  readonly communities: ListLoader<CommunityArguments, CommunityRow>
  readonly nodes: ListLoader<NodeArguments, NodeRow>
  exists(): Promise<boolean>
}

/**
 * The area of a code. A city without districts has its own code as that of its only borough, and holds the same
 * communities as either.
 *
 * @throws {HubError} BAD_USER_INPUT when the code is a community's.
 */
export function areaOf(code: string, loaders: Loaders): Area {
  const digits = withoutPadding(code).length
  if (digits <= 4) {
    const exists = async () => (await loaders.boroughsOfCity.load({ key: code, owner: code }, {})).length > 0
    return { level: 'city', communities: loaders.communitiesOfCity, nodes: loaders.nodesOfCity, exists }
  }
  if (digits === 6) {
    const exists = async () => (await loaders.borough.load(code)) !== null
    return { level: 'borough', communities: loaders.communitiesOfBorough, nodes: loaders.nodesOfBorough, exists }
  }
  if (digits === 9) {
    const exists = async () => (await loaders.street.load(code)) !== null
    return { level: 'street', communities: loaders.communitiesOfStreet, nodes: loaders.nodesOfStreet, exists }
  }
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`within\` to be a city, borough or street, but ${code} has the form of a community's code. Of one that is on this hub, ask for community(code).`,
      zh: `\`within\` 应为市、区或街道，而 ${code} 是社区代码的形式。要查询本平台上的社区，请用 community(code)。`,
    },
    { argument: 'within' },
  )
}

const levelsInChinese: Readonly<Record<Area['level'], string>> = { city: '市', borough: '区', street: '街道' }

/** @throws {HubError} NOT_FOUND when the hub has no such area: an empty list must not stand for a wrong code. */
export async function requireArea(area: Area, within: string): Promise<void> {
  if (await area.exists()) return
  throw new HubError(
    'NOT_FOUND',
    {
      en: `Expected \`within\` to be a ${area.level} on this hub, but found no ${within}.`,
      zh: `\`within\` 应为本平台上的${levelsInChinese[area.level]}，而没有找到 ${within}。`,
    },
    {
      argument: 'within',
    },
  )
}
