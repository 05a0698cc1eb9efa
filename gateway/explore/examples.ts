import districtApp from './examples/district-app.graphql?raw'
import ngoTool from './examples/ngo-tool.graphql?raw'
import planner from './examples/planner.graphql?raw'

/** The README's examples, one a tab. */
export const examples = [districtApp, planner, ngoTool].map((query) => ({ query }))
