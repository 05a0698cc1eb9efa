import { HubError } from '@shequ/schema/errors/hub-error'
import type { BaseCountName } from '@shequ/schema/measures/base-counts'
import { daysOf } from '@shequ/schema/measures/periods'
import { cellIndexOf } from '@shequ/disclosure'
import { type Entrusted, entrustedSchema } from '@shequ/subgraph/nodes/entrusted-counts'
import { chinaDay } from '@shequ/process/china-day'

/**
 * What a node entrusts, every field of which is sound: counts that fit into the sums of its city, of periods that are over.
 *
 * @throws {HubError} BAD_USER_INPUT naming what is wrong first, and where, without its value.
 */
export function checkEntrusted(content: unknown, now: Date): Entrusted {
  const parsed = entrustedSchema.safeParse(content)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw malformed(['counts', ...(issue?.path ?? [])].join('.'), issue?.message ?? 'malformed')
  }
  const running = Object.keys(parsed.data.counted).find((period) => daysOf(period).before > chinaDay(now))
  if (running !== undefined) throw malformed(`counts.counted.${running}`, 'expected counts of a period that is over')
  const untold = Object.entries(parsed.data.counted).find(([, { values }]) => lacksSessions(values))
  if (untold !== undefined) {
    throw malformed(
      `counts.counted.${untold[0]}`,
      'expected sessions, programmes and places where there are minutes taught. Count them, as this version of the hub does',
    )
  }
  return parsed.data
}

/** Whether counts have minutes that were taught, and none of what was held then: older software does not count it. */
function lacksSessions(values: readonly (readonly [place: number, value: number])[]): boolean {
  const has = (count: BaseCountName) => values.some(([place]) => place === cellIndexOf(count))
  return has('taughtMinutes') && !(has('sessions') && has('programmes') && has('places'))
}

function malformed(path: string, fault: string): HubError {
  return new HubError(
    'BAD_USER_INPUT',
    `Expected counts as a node of this hub entrusts them, but at ${path}: ${fault}. Nothing was taken.`,
    { argument: 'message' },
  )
}
