import { withoutPadding } from '@shequ/schema/codes/division-code'
import type { Area } from './measure-answer.js'
import type { Export } from './read-export.js'
import { type AskGraph, ExportRefused } from './read-pages.js'

/** The areas that a whole file is of: the division that was asked, and those it lies in; none of several cities. */
export interface Subject {
  readonly city: Area | null
  readonly borough: Area | null
  readonly street: Area | null
  readonly community: Area | null
}

const city = 'city { code name }'
const borough = `borough { code name ${city} }`

/** The question that names a division of each level, by how many digits name it. A street is named by any of its communities. */
const documents = {
  city: 'query ExportSubject($within: DivisionCode!) { city(code: $within) { code name } }',
  borough: `query ExportSubject($within: DivisionCode!) { borough(code: $within) { code name ${city} } }`,
  street: `query ExportSubject($within: DivisionCode!) { communities(within: $within, first: 1) { nodes { ${borough} street { code name } } } }`,
  community: `query ExportSubject($within: DivisionCode!) { community(code: $within) { code name ${borough} street { code name } } }`,
} as const

type Borough = Area & { readonly city?: Area | null }

interface Answer {
  readonly city?: Area | null
  readonly borough?: Borough | null
  readonly communities?: { readonly nodes: readonly (Located | null)[] }
  readonly community?: (Area & Located) | null
}

interface Located {
  readonly borough: Borough | null
  readonly street: Area | null
}

/**
 * Asks the graph for the names of what a file is of.
 *
 * @throws {ExportRefused} with the graph's own errors.
 */
export async function readSubject(
  { within, beside }: Pick<Export, 'within' | 'beside'>,
  ask: AskGraph,
): Promise<Subject> {
  if (beside.length > 0) return { city: null, borough: null, street: null, community: null }
  const { data, errors = [] } = await ask(documents[levelOf(within)], { within })
  if (errors.length > 0) throw new ExportRefused(errors)
  const answer = (data ?? {}) as Answer
  const located = answer.community ?? answer.communities?.nodes[0]
  const found = answer.borough ?? located?.borough ?? null
  return {
    city: answer.city ?? found?.city ?? null,
    borough: found,
    street: located?.street ?? null,
    community: answer.community ?? null,
  }
}

function levelOf(within: string): keyof typeof documents {
  const digits = withoutPadding(within).length
  if (digits === 12) return 'community'
  if (digits === 9) return 'street'
  return digits === 6 ? 'borough' : 'city'
}
