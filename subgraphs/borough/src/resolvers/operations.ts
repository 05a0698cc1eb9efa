import { requireRange } from '@shequ/subgraph/records/numbers'
import { queueState } from '@shequ/subgraph/relay/queue-state'
import { returnsCargo } from '@shequ/subgraph/relay/returns-cargo'
import { requireGateway } from '@shequ/subgraph/viewer/require-gateway'
import { requireOperator } from '@shequ/subgraph/viewer/require-operator'
import { reportFaults as write } from '../faults/report-faults.js'
import type { Fault, MutationResolvers, QueryResolvers } from '../generated/resolver-types.js'

const mostShown = 500

/** The faults that gateways met, for operators: the latest, or the one of a reference. */
export const faults: NonNullable<QueryResolvers['faults']> = (_root, { reference, first }, { viewer, database }) => {
  requireOperator(viewer)
  const most = requireRange('first', first ?? 20, 1, mostShown)
  return database.run<Fault>({
    text: `select reference, at, tier, tier_reference as "tierReference", kind from fault
      where $1::text is null or $1 in (reference, tier_reference) order by at desc, reference desc limit $2`,
    values: [reference ?? null, most],
  })
}

/** What waits to be sent to the city, for operators. */
export const boroughQueues: NonNullable<QueryResolvers['boroughQueues']> = async (
  _root,
  _args,
  { viewer, database },
) => {
  requireOperator(viewer)
  return [{ kind: 'RETURNS', ...(await queueState(database.run, returnsCargo.outbox)) }]
}

export const reportFaults: NonNullable<MutationResolvers['reportFaults']> = (
  _root,
  { input },
  { viewer, receiver },
) => {
  requireGateway(viewer)
  return receiver.database.writeSql((sql) => write(sql, input.faults))
}
