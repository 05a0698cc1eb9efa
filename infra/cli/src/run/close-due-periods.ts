import { closePeriods } from '@shequ/community/returns/close-periods'
import { openPool } from '@shequ/postgres/open-pool'
import { type Progress, showProgress } from '@shequ/process/progress'

/** Closes the periods of a city that are due and shows how far it has come; says nothing when none is. */
export async function closeDuePeriods(url: string, city: string): Promise<void> {
  const pool = openPool(url)
  let progress: Progress | undefined
  try {
    await closePeriods({
      pool,
      city,
      now: new Date(),
      begin: (due) => (progress = showProgress(`Returns of ${city}, periods`, due)),
      advance: () => progress?.advance(1),
    })
    progress?.finish()
  } finally {
    await pool.end()
  }
}
