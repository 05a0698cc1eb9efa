import { type ConstDirectiveNode, type DocumentNode, Kind } from 'graphql'

/** For how many seconds caches may keep what is public, as `@cacheControl` in a supergraph says. */
export interface CacheHints {
  /** Of what is of a type. */
  readonly types: ReadonlyMap<string, number>
  /** Of a field, as `Type.field`; it holds before that of its type. */
  readonly fields: ReadonlyMap<string, number>
}

/** Reads `@cacheControl(maxAge:)` at the objects, interfaces and fields of a supergraph. */
export function readCacheHints(document: DocumentNode): CacheHints {
  const types = new Map<string, number>()
  const fields = new Map<string, number>()
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue
    note(types, definition.name.value, definition.directives)
    for (const field of definition.fields ?? []) {
      note(fields, `${definition.name.value}.${field.name.value}`, field.directives)
    }
  }
  return { types, fields }
}

function note(hints: Map<string, number>, coordinate: string, directives: readonly ConstDirectiveNode[] = []): void {
  for (const { name, arguments: given = [] } of directives) {
    if (name.value !== 'cacheControl') continue
    const age = given.find((argument) => argument.name.value === 'maxAge')?.value
    if (age?.kind === Kind.INT) hints.set(coordinate, Number(age.value))
  }
}
