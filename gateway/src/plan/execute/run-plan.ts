import type { Fetch, Place, Plan } from '../prepare/compile-plan.js'
import { askTier, type Run } from './ask-tier.js'
import { gather } from './gather.js'

/** How long places of one question wait for others of it whose turn comes later, in milliseconds. */
const patience = 50

/**
 * Runs the fetches of a plan, each as soon as what it waits for is laid. Never rejects for a tier's fault.
 *
 * @throws {ClientGone} when nobody waits for the answer any more: no further fetch begins.
 */
export async function runPlan(plan: Plan, run: Run): Promise<void> {
  const laid = new Map<Place, Promise<void>>()
  const before = ({ after }: Place) => Promise.all(after.flatMap((earlier) => laid.get(earlier) ?? []))
  for (const fetch of plan) {
    const [first, ...others] = fetch.places
    if (first === undefined) continue
    if (others.length > 0) {
      const turns = fetch.places.map(before)
      for (const [index, end] of gather(turns, patience, (ready) => askPlaces(fetch, ready, run)).entries()) {
        const place = fetch.places[index]
        if (place !== undefined) laid.set(place, end)
      }
    } else {
      laid.set(first, first.after.length === 0 ? askTier(fetch, [first], run) : askAfter(before(first), fetch, run))
    }
  }
  await Promise.all(laid.values())
}

async function askAfter(turn: Promise<unknown>, fetch: Fetch, run: Run): Promise<void> {
  await turn
  await askTier(fetch, fetch.places, run)
}

async function askPlaces(fetch: Fetch, ready: readonly number[], run: Run): Promise<void> {
  await askTier(
    fetch,
    ready.flatMap((index) => fetch.places[index] ?? []),
    run,
  )
}
