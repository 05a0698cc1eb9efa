import districtApp from './examples/district-app.graphql?raw'
import ngoTool from './examples/ngo-tool.graphql?raw'
import planner from './examples/planner.graphql?raw'

/** The examples of the pages for users, one a tab. */
export const examples = [districtApp, planner, ngoTool].map((query) => ({ query }))
