import { isCommunityCode } from '@shequ/schema/codes/division-code'
import { HubError } from '@shequ/schema/errors/hub-error'
import { readGlobalId } from '@shequ/subgraph/records/global-id'
import type { CommunityRecordRow } from '../database/rows.js'
import type { QueryResolvers } from '../generated/resolver-types.js'
import type { RecordTypeName } from '../loaders/record-type.js'
import type { Context } from './context.js'
import { hostedQueues } from './hosted-queues.js'
import { loadShared, type SharedType } from './load-shared.js'
import * as shared from './shared-types.js'

/** How each type of record is loaded that is found by an id alone. */
const loads: Readonly<Record<RecordTypeName, (context: Context, id: string) => Promise<CommunityRecordRow | null>>> = {
  EducationCentre: loaderOf(shared.educationCentre),
  Consignment: loaderOf(shared.consignment),
  Programme: loaderOf(shared.programme),
  Session: loaderOf(shared.session),
  Competence: loaderOf(shared.competence),
  Proposal: loaderOf(shared.proposal),
  Voice: loaderOf(shared.voice),
  Donation: loaderOf(shared.donation),
  LedgerEntry: loaderOf(shared.ledgerEntry),
  GuidanceResponse: loaderOf(shared.guidanceResponse),
}

export const Query: QueryResolvers = {
  programme: (_root, { id }, context) => loadShared(context, shared.programme, id),
  session: (_root, { id }, context) => loadShared(context, shared.session, id),
  educationCentre: (_root, { id }, context) => loadShared(context, shared.educationCentre, id),
  node: async (_root, { id }, context) => {
    const key = readGlobalId(id)
    if (!key) return null
    if (!isCommunityCode(key.owner)) throw notOfCommunity(id)
    const found = await context.loaders.recordType.load(id)
    return found && (await unlessRefused(loads[found.type](context, id)))
  },
  hostedQueues,
}

function loaderOf<Row extends CommunityRecordRow>(type: SharedType<Row>) {
  return async (context: Context, id: string): Promise<CommunityRecordRow | null> => {
    const row = await loadShared(context, type, id)
    return row && { ...row, __typename: type.name }
  }
}

/** A record that may not be read is answered as one that is not there: an id alone does not tell of which dataset it is. */
async function unlessRefused<Row>(loading: Promise<Row | null>): Promise<Row | null> {
  try {
    return await loading
  } catch (error) {
    if (error instanceof HubError && error.code === 'FORBIDDEN') return null
    throw error
  }
}

function notOfCommunity(id: string): HubError {
  return new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`id\` to begin with the code of a community, but got "${id}". Ask for records of cities and boroughs through \`city\` and \`borough\`.`,
      zh: `\`id\` 应以社区代码开头，而收到的是 "${id}"。市和区的记录请通过 \`city\` 和 \`borough\` 查询。`,
    },
    { argument: 'id' },
  )
}
