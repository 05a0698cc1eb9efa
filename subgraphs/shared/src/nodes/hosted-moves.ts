import type { ReceivingKey } from '@shequ/process/keys/wrapping/seal-key'

/** How a server may hold a community's records: see `place_state` in the community database's schema. */
export const placeStates = ['HERE', 'LEAVING', 'AWAY', 'ARRIVING', 'ASIDE'] as const

export type PlaceState = (typeof placeStates)[number]

/** What the hosted server does for a node whose community moves. Every message is signed by that node. */
export interface HostedMoves {
  /**
   * Gives the records of a community that joins, as lines. From then on the hosted server writes none of them.
   *
   * @throws {HubError} UNAUTHENTICATED; CONSENT_REQUIRED without the consent of the community's office; CONFLICT when the attempt is over; MOVED when no records lie there.
   */
  exportRecords(message: string): Promise<AsyncIterable<string>>
  /**
   * Gives what the borough wants to see before a node answers: signed by this server, that it no longer answers for the community in this attempt.
   *
   * @throws {HubError} UNAUTHENTICATED; CONFLICT when the attempt is over, or the records were not handed over in it.
   */
  release(message: string): Promise<string>
  /** Gives the key for which a node that leaves seals its community's pseudonym key. @throws {HubError} UNAUTHENTICATED; CONFLICT when the attempt is over. */
  receivingKey(message: string): Promise<ReceivingKey>
  /**
   * Takes the records of a community back that leaves its node, and gives how many rows there are.
   *
   * @throws {HubError} UNAUTHENTICATED; CONFLICT when the attempt is over; BAD_REQUEST when they are not whole; FORBIDDEN when some are another community's.
   */
  importRecords(message: string, lines: AsyncIterable<string>): Promise<number>
  /** Follows the register now, and gives how the records are held then. @throws {HubError} UNAUTHENTICATED */
  settlePlace(message: string): Promise<PlaceState>
}
