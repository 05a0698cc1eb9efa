import { codeLoader } from '@shequ/subgraph/loaders/code-loader'
import { recordLoader } from '@shequ/subgraph/loaders/record-loader'
import { listLoader } from '@shequ/subgraph/paging/list-loader'
import type { RunStatement } from '@shequ/subgraph/database/statement'
import { communityTable, programmeTable } from '../database/tables.js'
import type { CommunityProgrammesArgs } from '../generated/resolver-types.js'
import type { CommunitySelfRow, ProgrammeRow } from '../rows.js'
import { programmesOfCommunity } from './programme-list.js'

export type Loaders = ReturnType<typeof createLoaders>

/** The loaders of one call: each makes one statement for a level of the query, whatever its width. */
export function createLoaders(run: RunStatement) {
  return {
    community: codeLoader<'owner', CommunitySelfRow>(run, communityTable, 'owner'),
    programme: recordLoader<ProgrammeRow>(run, programmeTable),
    programmesOfCommunity: listLoader<CommunityProgrammesArgs, ProgrammeRow>(run, programmesOfCommunity),
  }
}
