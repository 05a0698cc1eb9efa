import { anonymous } from '@shequ/schema/viewer'
import { type TierCheck, checkTierOperations, commonValues } from '@shequ/subgraph/testing/check-random-operations'
import { officeOf } from '@shequ/subgraph/testing/open-test-subgraph'
import { openCitySubgraph } from './open-city-subgraph.js'

const values: TierCheck['values'] = {
  DivisionCode: ['310000000000', '310000000000', '441900000000', '310101000000', '310101002001'],
  CreditCode: ['52310000MJ12345678', '91310000MA1234567N'],
  ...commonValues,
  _Any: [
    { __typename: 'City', code: '310000000000' },
    { __typename: 'Organisation', creditCode: '91310000MA1234567N' },
    { __typename: 'City', code: '999900000000' },
  ],
}

/** Holds random queries of the city tier, on a database of its own, against graphql-js. */
export async function checkCityQueries(run: Pick<TierCheck, 'seed' | 'operations'>): Promise<void> {
  const opened = await openCitySubgraph()
  const viewers = [anonymous, officeOf('city', '310000000000')]
  try {
    await checkTierOperations({ subgraph: opened.subgraph, viewers, values, ...run })
  } finally {
    await opened.close()
  }
}
