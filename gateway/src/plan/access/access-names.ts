import { type AccessSpec, accessSpecs } from '@shequ/schema/access/stated-rules'
import { type DocumentNode, Kind } from 'graphql'
import { readLinks } from '../supergraph-text/links.js'
import { UnusableSupergraph } from '../supergraph-text/unusable-supergraph.js'

/** What the parts of the access specifications are called in one supergraph, which may rename them. */
export interface AccessNames {
  /** The specification of each directive, by the directive's name in this document. */
  readonly directives: ReadonlyMap<string, AccessSpec>
  /** The scalars that come with them. */
  readonly scalars: ReadonlySet<string>
  /** The addresses of their specifications, as they are linked. */
  readonly urls: ReadonlySet<string>
  /** What `@link` itself is called. */
  readonly link: string
}

/** The scalars that a directive's arguments are of. */
const scalarOf: Partial<Record<AccessSpec, string>> = { requiresScopes: 'Scope', policy: 'Policy' }

/**
 * Reads what a supergraph calls the access directives.
 *
 * @throws {UnusableSupergraph} for a version that the gateway does not know, and for a directive of such a name that nothing links.
 */
export function readAccessNames(document: DocumentNode): AccessNames {
  const { link, links } = readLinks(document)
  const directives = new Map<string, AccessSpec>()
  const scalars = new Set<string>()
  const urls = new Set<string>()
  for (const { url, spec, as, imports } of links) {
    if (!isAccessSpec(spec)) continue
    if (url.replace(/\/$/, '') !== `https://specs.apollo.dev/${spec}/v0.1`) {
      throw new UnusableSupergraph(`expected https://specs.apollo.dev/${spec}/v0.1, but it links ${url}.`)
    }
    urls.add(url)
    directives.set(imports.get(`@${spec}`)?.slice(1) ?? as ?? spec, spec)
    const scalar = scalarOf[spec]
    if (scalar !== undefined) scalars.add(imports.get(scalar) ?? `${as ?? spec}__${scalar}`)
  }
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.DIRECTIVE_DEFINITION) continue
    const { value } = definition.name
    if (!isAccessSpec(value) || directives.has(value)) continue
    throw new UnusableSupergraph(
      `it defines @${value} and does not link what it means: https://specs.apollo.dev/${value}/v0.1.`,
    )
  }
  return { directives, scalars, urls, link }
}

function isAccessSpec(name: string): name is AccessSpec {
  return accessSpecs.has(name)
}
