import { buildASTSchema, type DocumentNode, type GraphQLObjectType, isObjectType } from 'graphql'
import { accessSpecs, statedRules, type StatedRules } from './stated-rules.js'
import { describeRule } from './rule.js'

/**
 * Writes the table of who may read or write what, as the directives of a supergraph state it, in Markdown.
 *
 * @param isShown whether a type or a field is part of what clients are shown
 */
export function accessTable(document: DocumentNode, isShown: (type: string, field?: string) => boolean): string {
  const rules = statedRules(document)
  const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true })
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__') && isShown(type.name),
  )
  const rows = types
    .toSorted(byName)
    .flatMap((type) => rowsOf(type, rules, isShown).map(([who, fields]) => `| \`${type.name}\` | ${who} | ${fields} |`))
  return `${[head, '| type | who | fields |', '| --- | --- | --- |', ...rows].join('\n')}\n`
}

const head = `# Who may read and write what

\`node schema/bin/compose.mjs\` makes this page of ${[...accessSpecs].map((spec) => `\`@${spec}\``).join(', ')} in the tiers' schemas. The gateway keeps these rules
before it asks a tier. Then the owner decides by the division: an office writes for its own, and others where the community lets them. What belongs
to a community's datasets is read as far as the community shares it ([subgraphs/README.md](../subgraphs/README.md)).
`

/** The fields of a type by who may ask for them: those without a rule first. */
function rowsOf(
  type: GraphQLObjectType,
  rules: StatedRules,
  isShown: (type: string, field?: string) => boolean,
): readonly (readonly [string, string])[] {
  const everybody = ['Query', 'Mutation'].includes(type.name) ? 'everybody' : 'whoever reads the record'
  const byWho = new Map<string, string[]>([[everybody, []]])
  for (const name of Object.keys(type.getFields())) {
    if (!isShown(type.name, name)) continue
    const needed = [...(rules.types.get(type.name) ?? []), ...(rules.fields.get(`${type.name}.${name}`) ?? [])]
    const who = needed.length === 0 ? everybody : needed.map(describeRule).join(', and ')
    byWho.set(who, [...(byWho.get(who) ?? []), `\`${name}\``])
  }
  return [...byWho].filter(([, fields]) => fields.length > 0).map(([who, fields]) => [who, fields.join(', ')])
}

function byName({ name: one }: GraphQLObjectType, { name: other }: GraphQLObjectType): number {
  return one < other ? -1 : 1
}
