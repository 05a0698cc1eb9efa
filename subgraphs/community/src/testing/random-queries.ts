import { anonymous } from '@shequ/schema/viewer'
import { type TierCheck, checkTierOperations, commonValues } from '@shequ/subgraph/testing/check-random-operations'
import { borough, creditCode, garden, harbour, hermitage, lane, recordId } from './fixtures.js'
import { openCommunitySubgraph, viewerOf } from './open-community-subgraph.js'

const values: TierCheck['values'] = {
  DivisionCode: [lane, lane, garden, harbour, hermitage, borough],
  CreditCode: [creditCode],
  ...commonValues,
  Date: ['2025-03-01'],
  ResidentReference: ['R-17'],
  ID: [recordId('programme', 1), recordId('centre', 1), recordId('proposal', 1, garden)],
  _Any: [
    { __typename: 'Community', code: lane },
    { __typename: 'Community', code: harbour },
    { __typename: 'Programme', id: recordId('programme', 1) },
    { __typename: 'EducationCentre', id: recordId('centre', 1) },
  ],
}

/** Holds random queries of the community tier, on a database of its own, against graphql-js. */
export async function checkCommunityQueries(run: Pick<TierCheck, 'seed' | 'operations'>): Promise<void> {
  const opened = await openCommunitySubgraph()
  const viewers = [anonymous, viewerOf(lane), viewerOf(borough, 'borough-office')]
  try {
    await checkTierOperations({ subgraph: opened.subgraph, viewers, values, ...run })
  } finally {
    await opened.close()
  }
}
