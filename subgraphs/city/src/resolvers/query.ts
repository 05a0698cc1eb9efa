import { HubError } from '@shequ/schema/errors/hub-error'
import { measureDefinitions } from '@shequ/subgraph/measures/definitions'
import { noParent } from '@shequ/subgraph/paging/list-loader'
import type { QueryResolvers } from '../generated/resolver-types.js'
import { accessRequestByReceipt } from './access-requests.js'
import { askBeside } from './ask-beside.js'
import { askCityMeasures } from './ask-measures.js'
import { codeLists } from './code-lists.js'

export const Query: QueryResolvers = {
  cities: (_root, _args, { loaders }) => loaders.cities.load(noParent, {}),
  city: (_root, { code }, { loaders }) => loaders.city.load(code),
  organisation: (_root, { creditCode }, { loaders }) => loaders.organisation.load(creditCode),
  accessRequest: accessRequestByReceipt,
  organisations: async (_root, filter, { loaders }) => {
    const page = await loaders.organisations.load(noParent, filter)
    const { within } = filter
    if (page.nodes.length > 0 || !within || (await loaders.city.load(within))) return page
    throw new HubError(
      'NOT_FOUND',
      {
        en: `Expected \`within\` to be a city on this hub, but found no city ${within}.`,
        zh: `\`within\` 应为本平台上的市，而没有找到市 ${within}。`,
      },
      {
        argument: 'within',
      },
    )
  },
  learnerGroups: (_root, _args, { loaders }) =>
    loaders.entriesOfCodeList.load({ key: 'LearnerGroup', owner: 'LearnerGroup' }, {}),
  programmeKinds: (_root, _args, { loaders }) =>
    loaders.entriesOfCodeList.load({ key: 'ProgrammeKind', owner: 'ProgrammeKind' }, {}),
  codeLists,
  measureDefinitions: (_root, { measures }) => measureDefinitions(measures),
  measures: (_root, { within, beside, query }, context) =>
    beside && beside.length > 0 ? askBeside(within, beside, query, context) : askCityMeasures(within, query, context),
}
