import type { KeyWrapping } from '@shequ/process/keys/wrapping/key-wrapping'
import { keysAt } from '@shequ/process/keys/node-keys'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { NodeStatus } from '@shequ/schema/nodes/node-status'
import type { HostedMoves } from '@shequ/subgraph/nodes/hosted-moves'
import { signRelease } from '@shequ/subgraph/nodes/sign-release'
import type { Sender } from '@shequ/subgraph/returns/signed-message'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { Pool } from 'pg'
import { dropEntrusted } from '../../returns/entrust/entrusted-release.js'
import { beginToLeave, changePlace, lockForArrival, readPlace, touchPlace, writePlace } from '../place/change-place.js'
import type { NodeRegister, RegisterEntry } from '@shequ/subgraph/nodes/register-entry'
import { hosted, moved } from '../place/server.js'
import { type Place, settleHosted } from '../place/settle-place.js'
import { exportRecords } from './export-records.js'
import { importRecords } from './import-records.js'
import { readMoveRequest } from './read-move-request.js'
import { requireConsent } from './require-consent.js'
import { readTransaction } from './read-transaction.js'

export interface HostedMovesOptions {
  /** The community database. */
  readonly pool: Pool
  readonly register: NodeRegister
  /** By which this server keeps the keys of pseudonyms. */
  readonly keys: KeyWrapping
  /** As whom it signs what it has handed over. */
  readonly sender: Sender
  readonly now?: () => Date
}

/** After how many lines a move that goes on says so. */
const linesBetweenSigns = 20

/** The hosted server's part in moves. */
export function hostedMoves({
  pool,
  register,
  keys: own,
  sender,
  now = () => new Date(),
}: HostedMovesOptions): HostedMoves {
  return {
    async exportRecords(message) {
      const { request, entry } = await readMoveRequest('exportRecords', message, register, now())
      const { community, epoch, owned, to } = request
      requireAttempt(entry, 'JOINING', community, epoch)
      await sqlTransaction(
        pool,
        (sql) =>
          changePlace(sql, hosted, community, (place) =>
            // Whoever has owned the records since they left has them.
            place.state === 'LEAVING' && owned >= place.epoch ? 'AWAY' : settleHosted(place, entry),
          ),
        [community],
      )
      await sqlTransaction(
        pool,
        async (sql) => {
          await beginToLeave(sql, hosted, community, epoch)
          const keys = keysAt(entry.keys, now()).map(({ kid }) => kid)
          await requireConsent(sql, { community, direction: 'TO_OWN_NODE', keys, now: now() })
        },
        [community],
      )
      return whileTouched(
        pool,
        community,
        epoch,
        readTransaction(pool, (sql) => exportRecords(sql, community, epoch, { keys: own, to })),
      )
    },
    async release(message) {
      const { request, entry } = await readMoveRequest('releaseRecords', message, register, now())
      const { community, epoch } = request
      requireAttempt(entry, 'JOINING', community, epoch)
      const place = await sqlTransaction(pool, (sql) => readPlace(sql, hosted, community))
      if (!hasHandedOver(place, epoch)) {
        throw new HubError(
          'CONFLICT',
          `Expected the records of ${community} to be handed over in attempt ${epoch}, but they were not. Take them by moves/export first.`,
          { community },
        )
      }
      return signRelease(sender, community, epoch, now())
    },
    async receivingKey(message) {
      const { request, entry } = await readMoveRequest('receivingKey', message, register, now())
      requireAttempt(entry, 'LEAVING', request.community, request.epoch)
      return own.receivingKey()
    },
    async importRecords(message, lines) {
      const { request, entry } = await readMoveRequest('importRecords', message, register, now())
      const { community, epoch } = request
      requireAttempt(entry, 'LEAVING', community, epoch)
      return sqlTransaction(
        pool,
        async (sql) => {
          await sql('set local statement_timeout = 0')
          await lockForArrival(sql, hosted, community, epoch)
          const rows = await importRecords(sql, lines, { community, epoch, keys: own })
          await dropEntrusted(sql, community)
          await writePlace(sql, community, { state: 'ARRIVING', epoch })
          return rows
        },
        [community],
      )
    },
    async settlePlace(message) {
      const { request, entry } = await readMoveRequest('settlePlace', message, register, now())
      const { community } = request
      return sqlTransaction(pool, (sql) => changePlace(sql, hosted, community, (place) => settleHosted(place, entry)), [
        community,
      ])
    },
  }
}

/** Whether a node that joins has the records, as far as the hosted server can know: it answers no more, and gives them to no other attempt. */
function hasHandedOver({ state, epoch: since }: Place, epoch: number): boolean {
  return state === 'LEAVING' ? since === epoch : state === 'AWAY' || state === 'ASIDE'
}

function requireAttempt(entry: RegisterEntry, status: NodeStatus, community: string, epoch: number): void {
  if (entry.status === status && entry.epoch === epoch) return
  throw new HubError(
    'CONFLICT',
    `Expected ${community} to be ${status} in its attempt ${epoch}, but it is ${entry.status} in its attempt ${entry.epoch}.`,
    { community },
  )
}

/** Lines that leave while their move goes on; when it was given up meanwhile, they break off. */
async function* whileTouched(
  pool: Pool,
  community: string,
  epoch: number,
  lines: AsyncIterable<string>,
): AsyncGenerator<string> {
  let count = 0
  for await (const line of lines) {
    yield line
    if (++count % linesBetweenSigns === 0) await requireLeaving(pool, community, epoch)
  }
  await requireLeaving(pool, community, epoch)
}

async function requireLeaving(pool: Pool, community: string, epoch: number): Promise<void> {
  await sqlTransaction(
    pool,
    async (sql) => {
      await touchPlace(sql, community, { state: 'LEAVING', epoch })
      const place = await readPlace(sql, hosted, community)
      if (place.state !== 'LEAVING' || place.epoch !== epoch) throw moved(community)
    },
    [community],
  )
}
