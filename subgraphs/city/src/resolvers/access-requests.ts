import { forOwners } from '@shequ/subgraph/database/for-owners'
import { loadExisting } from '@shequ/subgraph/loaders/load-existing'
import { toGlobalId } from '@shequ/subgraph/records/global-id'
import { hashOfReceipt } from '@shequ/subgraph/records/receipt'
import { requireOffice } from '@shequ/subgraph/viewer/require-office'
import { requestAccess as write } from '../database/request-access.js'
import type {
  AccessRequestResolvers,
  CityResolvers,
  MutationResolvers,
  QueryResolvers,
} from '../generated/resolver-types.js'

export const AccessRequest: AccessRequestResolvers = {
  organisation: ({ creditCode }, _args, { loaders }) => loadExisting(loaders.organisation, creditCode),
}

/** Anybody may ask for access: an organisation that asks has no token yet. */
export const requestAccess: NonNullable<MutationResolvers['requestAccess']> = async (_root, { input }, context) => {
  const { database, now, today } = context
  const { id, receipt } = await write({ database: forOwners(database, [input.city]), now, today }, input)
  return { receipt, request: await loadExisting(context.readAnew().accessRequest, id) }
}

/** The request of a receipt. */
export const accessRequestByReceipt: NonNullable<QueryResolvers['accessRequest']> = async (
  _root,
  { receipt },
  context,
) => {
  const [found] = await context.database.run<{ city: string; id: string }>({
    text: 'select city_code as city, id from access_request where receipt_hash = $1',
    values: [hashOfReceipt(receipt)],
  })
  return found === undefined ? null : await context.loaders.accessRequest.load(toGlobalId(found.city, found.id))
}

export const accessRequests: NonNullable<CityResolvers['accessRequests']> = ({ code }, filter, { viewer, loaders }) => {
  requireOffice(viewer, 'city', code)
  return loaders.accessRequestsOfCity.load({ key: code, owner: code }, filter)
}
