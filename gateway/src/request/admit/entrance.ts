import type { EndTurn } from '@shequ/process/turns'
import { ClientTurns } from '../rate/client-turns.js'
import { Admission } from './admission.js'

/** An operation that is to begin. */
export interface Entering {
  /** Who pays for it; nobody for what the hub asks of itself. */
  readonly payer?: string | undefined
  /** The records that it may give. */
  readonly records: number
}

/** Where operations wait until they may begin. */
export interface Entrance {
  /**
   * Waits until an operation may begin, and gives what ends it.
   *
   * @throws {HubError} TOO_MANY_AT_ONCE; and as {@link Admission.admit} does
   */
  enter(operation: Entering, signal: AbortSignal): Promise<EndTurn>
}

/** How many operations may be under way at once, as the environment says it. */
export interface EntranceLimits {
  readonly OPERATIONS_PER_CLIENT: number
  readonly OPERATIONS_AT_ONCE: number
  readonly WIDE_OPERATIONS_AT_ONCE: number
  readonly MAX_RECORDS: number
}

/** Nothing is under way yet. */
export function openEntrance(limits: EntranceLimits): Entrance {
  const ofClients = new ClientTurns(limits.OPERATIONS_PER_CLIENT)
  const admission = new Admission({
    most: limits.OPERATIONS_AT_ONCE,
    mostWide: limits.WIDE_OPERATIONS_AT_ONCE,
    mostRecords: limits.MAX_RECORDS,
  })
  return {
    async enter({ payer, records }, signal) {
      const endOfClient = payer === undefined ? undefined : ofClients.begin(payer)
      try {
        const endTurn = await admission.admit(records, signal)
        return () => {
          endOfClient?.()
          endTurn()
        }
      } catch (error) {
        endOfClient?.()
        throw error
      }
    },
  }
}
