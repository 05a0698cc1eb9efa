import type { AccessLogEntryResolvers } from '../generated/resolver-types.js'

/** Who reads the log is the community's own office, which may read what it names. */
export const AccessLogEntry: AccessLogEntryResolvers = {
  accessGrant: ({ accessGrantId }, _args, { loaders }) =>
    accessGrantId === null ? null : loaders.accessGrant.load(accessGrantId),
  consignment: ({ consignmentId }, _args, { loaders }) =>
    consignmentId === null ? null : loaders.consignment.load(consignmentId),
}
