/** A type of the graph as introspection names it. */
export interface NamedType {
  readonly name?: string | null
  readonly kind: string
  readonly ofType?: NamedType | null
}

/** A type as the schema writes it: `[Community!]!`. */
export function typeText({ name, kind, ofType }: NamedType): string {
  if (kind === 'NON_NULL' && ofType) return `${typeText(ofType)}!`
  if (kind === 'LIST' && ofType) return `[${typeText(ofType)}]`
  return name ?? ''
}
