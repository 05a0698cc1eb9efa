import { environmentCount } from '@shequ/process/environment-count'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { Term } from '@shequ/schema/terms/term'
import type { Counted } from './counted.js'

export const costEnvironment = {
  MAX_COST: environmentCount(1, 1_000_000_000)
    .default(100_000)
    .describe('The most that one operation of a caller with a token may cost, in points. More gives QUERY_TOO_COSTLY.'),
  MAX_COST_ANONYMOUS: environmentCount(1, 1_000_000_000)
    .default(10_000)
    .describe('The same for callers without a token.'),
  MAX_LIST_SIZE: environmentCount(0, 100_000_000)
    .default(1_000)
    .describe('The most entries that may be asked of one list, as by `first`. More gives LIST_TOO_LONG. 0: no limit.'),
}

/** Points as they are told: whole ones, and one at least. */
export function wholeCost(cost: number): number {
  return Math.max(1, Math.ceil(cost))
}

/** @throws {HubError} QUERY_TOO_COSTLY, which tells the cost, the limit, and the part that costs most. */
export function requireCost(asked: Counted, limit: number): void {
  const requested = wholeCost(asked.cost)
  if (requested <= limit) return
  const { path, cost } = dearest(asked)
  throw new HubError(
    'QUERY_TOO_COSTLY',
    {
      en: `Expected an operation that costs at most ${limit} points, but it may cost ${told(requested).en}, of which ${told(wholeCost(cost)).en} are for \`${path.join('.')}\`. Ask there for shorter pages or fewer fields, or in several requests.`,
      zh: `一次操作的开销至多 ${limit} 点，而此操作可能为 ${told(requested).zh} 点，其中 \`${path.join('.')}\` 占 ${told(wholeCost(cost)).zh} 点。请在该处缩短每页或减少字段，或分几次查询。`,
    },
    { limit, requested, dearest: path },
  )
}

/** The part of an operation that costs most: the way down as long as one field makes up most of what is around it. */
function dearest({ fields }: Counted): { readonly path: readonly string[]; readonly cost: number } {
  const [first] = byCost(fields)
  if (first === undefined) return { path: [], cost: 0 }
  const [key, { cost, inside }] = first
  const path = [key]
  for (let at = inside; at !== undefined;) {
    const [next, ...others] = byCost(at.fields)
    if (next === undefined || others.some(([, other]) => other.cost > next[1].cost / 2)) break
    path.push(next[0])
    at = next[1].inside
  }
  return { path, cost }
}

function byCost(fields: Counted['fields']) {
  return [...fields].toSorted(([, one], [, other]) => other.cost - one.cost)
}

function told(points: number): Term {
  return points < 1e15 ? { en: `${points}`, zh: `${points}` } : { en: 'more than can be told', zh: '多得无法计数的' }
}
