import { type ConstValueNode, type DocumentNode, Kind } from 'graphql'

/** One `@link` of a supergraph. */
export interface Link {
  readonly url: string
  /** The last part of the address before its version. */
  readonly spec: string
  readonly as: string | undefined
  /** What is imported, by its own name, with the name that it gets. */
  readonly imports: ReadonlyMap<string, string>
}

/** The specifications that the schema definition links, and the name of `@link`. */
export function readLinks(document: DocumentNode): { readonly link: string; readonly links: readonly Link[] } {
  const applied = document.definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? [])
      : [],
  )
  const read = applied.flatMap(({ name, arguments: given = [] }) => {
    const values = new Map(given.map((argument) => [argument.name.value, argument.value]))
    const url = textOf(values.get('url'))
    const spec = url && /\/([^/]+)\/v\d+(?:\.\d+)*\/?$/.exec(url)?.[1]
    if (url === undefined || spec === undefined) return []
    return [{ by: name.value, url, spec, as: textOf(values.get('as')), imports: importsOf(values.get('import')) }]
  })
  const own = read.find(({ by, spec, as }) => spec === 'link' && by === (as ?? 'link'))
  return { link: own?.by ?? 'link', links: read }
}

function textOf(value: ConstValueNode | undefined): string | undefined {
  return value?.kind === Kind.STRING ? value.value : undefined
}

function importsOf(value: ConstValueNode | undefined): ReadonlyMap<string, string> {
  const imports = new Map<string, string>()
  if (value?.kind !== Kind.LIST) return imports
  for (const item of value.values) {
    if (item.kind === Kind.STRING) imports.set(item.value, item.value)
    if (item.kind !== Kind.OBJECT) continue
    const parts = new Map(item.fields.map((field) => [field.name.value, textOf(field.value)]))
    const name = parts.get('name')
    if (name !== undefined) imports.set(name, parts.get('as') ?? name)
  }
  return imports
}
