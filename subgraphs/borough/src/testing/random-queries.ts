import { anonymous } from '@shequ/schema/viewer'
import { type TierCheck, checkTierOperations, commonValues } from '@shequ/subgraph/testing/check-random-operations'
import { officeOf } from '@shequ/subgraph/testing/open-test-subgraph'
import { borough, services } from './borough-services.js'
import { openBoroughSubgraph } from './open-borough-subgraph.js'

const values: TierCheck['values'] = {
  DivisionCode: ['310000000000', '310101000000', '310101000000', '310101001000', '310101001001', '441900000000'],
  CreditCode: ['91110000802100433B'],
  ...commonValues,
  _Any: [
    { __typename: 'Borough', code: '310101000000' },
    { __typename: 'Community', code: '310101001001' },
    { __typename: 'Community', code: '999900000000' },
    { __typename: 'City', code: '310000000000' },
    { __typename: 'Organisation', creditCode: '91110000802100433B' },
  ],
}

/** Holds random queries of the borough tier, on a database of its own, against graphql-js. */
export async function checkBoroughQueries(run: Pick<TierCheck, 'seed' | 'operations'>): Promise<void> {
  const opened = await openBoroughSubgraph(2, services)
  const viewers = [anonymous, officeOf('borough', borough)]
  try {
    await checkTierOperations({ subgraph: opened.subgraph, viewers, values, ...run })
  } finally {
    await opened.close()
  }
}
