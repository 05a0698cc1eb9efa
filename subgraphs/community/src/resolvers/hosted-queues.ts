import { queueState } from '@shequ/subgraph/relay/queue-state'
import { returnsCargo } from '@shequ/subgraph/relay/returns-cargo'
import { requireOperator } from '@shequ/subgraph/viewer/require-operator'
import type { QueryResolvers } from '../generated/resolver-types.js'
import { publicationsCargo } from '../publications/publications-cargo.js'

/** What waits in this server to be sent to the boroughs, for operators. */
export const hostedQueues: NonNullable<QueryResolvers['hostedQueues']> = async (_root, _args, { viewer, database }) => {
  requireOperator(viewer)
  const [returns, publications] = await Promise.all([
    queueState(database.run, returnsCargo.outbox),
    queueState(database.run, publicationsCargo.outbox),
  ])
  return [
    { kind: 'RETURNS', ...returns },
    { kind: 'PUBLICATIONS', ...publications },
  ]
}
