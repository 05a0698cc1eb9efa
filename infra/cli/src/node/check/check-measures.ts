import type { Check } from './check.js'
import { ensure } from './probe.js'

const question = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Community {
  measures(query: { measures: [ATTENDANCES], from: "2025-01", to: "2025-12", grain: QUARTER, groupBy: [PERIOD] }) {
    totalCount rows { period cells { measure status value low high } } } } } }`

export const measureChecks: readonly Check[] = [
  {
    name: 'answers measures from what its community released',
    async run(probe) {
      // Residents are the borough's to know: a gateway hands them over with the question.
      const representations = [{ __typename: 'Community', code: probe.community, residents: 3000, olderResidents: 700 }]
      const { data, errors } = await probe.ask(question, { representations })
      ensure(errors.length === 0, `expected no errors, but got "${errors[0]?.message}"`)
      const [community] = (data?.['_entities'] ?? []) as readonly ({ readonly measures?: unknown } | null)[]
      ensure(
        community?.measures !== null && community?.measures !== undefined,
        'expected a table of measures, whose cells say what is not there, but got null',
      )
    },
  },
]
