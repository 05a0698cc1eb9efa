import { anonymous } from '@shequ/schema/viewer'
import { readSubgraphSdl } from '@shequ/schema/subgraph-sdl'
import { buildSchema, getNamedType, isInputObjectType, isObjectType } from 'graphql'
import type { Check } from './check.js'
import { drawInput } from './draw-input.js'
import { ensure } from './probe.js'

/** How a server says that it has understood a write and did not do it: it is another's, or the input is not what the field takes. */
const understood: ReadonlySet<string | undefined> = new Set(['MOVED', 'BAD_USER_INPUT'])

/** A check of every mutation of the schema, each with a write for another community: who takes it in writes nothing. */
export const mutationChecks: readonly Check[] = [
  {
    name: 'offers every mutation of the schema',
    async run(probe) {
      const schema = buildSchema(readSubgraphSdl('community'), { assumeValidSDL: true })
      const viewer = { ...anonymous, subject: 'check', role: 'community-office' as const, division: probe.other }
      for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
        const input = getNamedType(field.args[0]?.type)
        if (!isInputObjectType(input)) continue
        const type = getNamedType(field.type)
        const selection = isObjectType(type) ? '{ __typename }' : ''
        const { errors, data } = await probe.ask(
          `mutation ($input: ${input.name}!) { ${field.name}(input: $input) ${selection} }`,
          { input: drawInput(input, probe.other) },
          { viewer },
        )
        const [error] = errors
        ensure(
          error !== undefined && understood.has(error.code),
          `expected ${field.name} for another community to be refused with MOVED, but got ${error ? (error.code ?? `"${error.message}"`) : JSON.stringify(data)}`,
        )
      }
    },
  },
]
