import { HubError } from '@shequ/schema/errors/hub-error'
import { daysOf } from '@shequ/schema/measures/periods'
import { type Entrusted, entrustedSchema } from '@shequ/subgraph/nodes/entrusted-counts'
import { chinaDay } from '@shequ/subgraph/records/china-day'

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
  return parsed.data
}

function malformed(path: string, fault: string): HubError {
  return new HubError(
    'BAD_USER_INPUT',
    `Expected counts as a node of this hub entrusts them, but at ${path}: ${fault}. Nothing was taken.`,
    { argument: 'message' },
  )
}
