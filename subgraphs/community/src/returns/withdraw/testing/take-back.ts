import { boroughOf, cityOf, streetOf, withoutPadding } from '@shequ/schema/codes/division-code'
import { type BaseCountName, baseCountNames, baseCounts } from '@shequ/schema/measures/base-counts'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { Period } from '@shequ/schema/measures/periods'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'
import fc from 'fast-check'
import { type ReleasedReturn, hidesCell } from '@shequ/disclosure'
import { attack, attackedCounts } from '@shequ/disclosure/testing/attack'
import { releaseWorld } from '@shequ/disclosure/testing/release-small-world'
import { smallWorlds } from '@shequ/disclosure/testing/small-world'
import { hidingOf } from '../read-hiding.js'
import { sumsWithout } from '../sums-without.js'

const dataset = 'PROGRAMMES'
const place = measuredDatasets.indexOf(dataset)
/** The counts that an attack wants back. */
const takenCounts = attackedCounts.filter((count) => baseCounts[count].dataset === dataset)

interface Withdrawals {
  readonly periods: readonly Period[]
  readonly seed: number
  readonly numRuns: number
}

/**
 * In random worlds, whose sums would often tell of a community, up to three communities take back what they told.
 *
 * @returns what can be read of them by whoever sees all that is left, and how many sums have changed
 */
export async function attackWithdrawals({ periods, seed, numRuns }: Withdrawals) {
  const findings: object[] = []
  let changed = 0
  await fc.assert(
    fc.asyncProperty(smallWorlds({ months: 3, least: 40, most: 80 }), fc.nat(2), async (world, more) => {
      let returns = releaseWorld(world, periods)
      const leaving = world.filter(({ level }) => level === 'PUBLIC').slice(0, 1 + more)
      for (const { code } of leaving) {
        const next = takeBack(returns, code)
        changed += next.length
        returns = latest([...returns, ...next])
      }
      const seen = returns.map((each) => (leaving.some(({ code }) => code === each.division) ? emptied(each) : each))
      for (const { code } of leaving) {
        for (const count of takenCounts) findings.push(...(await attack(world, seen, count, { withdrawn: code })))
      }
      findings.push(...readInBounds(seen))
    }),
    { seed, numRuns },
  )
  return { findings, changed }
}

/** The next versions of sums when a community takes its records back. */
export function takeBack(returns: readonly ReleasedReturn[], community: string): readonly ReleasedReturn[] {
  const around = [streetOf(community), boroughOf(community), cityOf(community)]
  const isBeside = ({ division, kind, summed }: MeasureReturn) =>
    kind === 'SUM' || (division !== community && boroughOf(division) === boroughOf(community) && summed[place] === true)
  const named = returns.filter(({ division, summed }) => division === community && summed[place] === true)
  const hiding = named.map(({ period }) => {
    const beside = returns.filter((each) => each.period === period && isBeside(each))
    return [period, hidingOf(community, beside)] as const
  })
  const sums = returns.filter(({ kind, division }) => kind === 'SUM' && around.includes(division))
  return sumsWithout({ dataset, named, hiding: new Map(hiding), sums })
}

function latest(returns: readonly ReleasedReturn[]): readonly ReleasedReturn[] {
  return [...new Map(returns.map((each) => [`${each.division}/${each.period}`, each])).values()]
}

/** A return of which nothing is told any more. */
export function emptied(named: ReleasedReturn): ReleasedReturn {
  return { ...named, cells: [], hidden: baseCountNames.map(() => 2 ** 30 - 1), high: [] }
}

/**
 * What is read by an attacker who knows how bounds are made: the lower one is the sum of what was told when it was released, so that
 * what it holds beyond what is told now was taken back. Unless it was rounded since.
 */
function readInBounds(seen: readonly MeasureReturn[]): readonly object[] {
  return takenCounts.flatMap((count) =>
    seen
      .filter(({ kind }) => kind === 'SUM')
      .flatMap((sum) =>
        sum.cells.flatMap(({ breakdown, bounds }) => {
          const [low] = bounds?.[count] ?? [0]
          const told = toldWithin(seen, sum, count, breakdown)
          return low > told && low % 10 !== 0 ? [{ division: sum.division, count, breakdown, low, told }] : []
        }),
      ),
  )
}

/** What is told of an area now: by the sums of areas within, and by communities where these don't, if only from where on they hide. */
function toldWithin(seen: readonly MeasureReturn[], area: MeasureReturn, count: BaseCountName, cell: number): number {
  const within = seen.filter(
    ({ division, period }) =>
      period === area.period && division !== area.division && division.startsWith(withoutPadding(area.division)),
  )
  const toldSums = within.filter((each) => each.kind === 'SUM' && !hidesCell(each, count, cell))
  const isOutermost = ({ division }: MeasureReturn, among: readonly MeasureReturn[]) =>
    !among.some((other) => other.division !== division && division.startsWith(withoutPadding(other.division)))
  const named = within.filter(({ kind, summed }) => kind === 'NAMED' && summed[place] === true)
  const told = [...toldSums, ...named].filter((each) => isOutermost(each, toldSums))
  return told.reduce((sum, { cells }) => {
    const { counts, bounds } = cells.find(({ breakdown }) => breakdown === cell) ?? {}
    return sum + (counts?.[count] ?? bounds?.[count]?.[0] ?? 0)
  }, 0)
}
