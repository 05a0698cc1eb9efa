import { lane } from './fixtures.js'
import { type Json, type TestSubgraph, viewerOf } from './open-community-subgraph.js'

/** What became of a mutation: what it answered, or the code and message of its error. */
export type Outcome =
  { readonly answer: Json } | { readonly code: string; readonly message: string; readonly details: Json }

/** Sends mutations as the office of a community, which stands in their input. */
export interface Office {
  /** Gives the answer; rejects with the errors, when there are any. */
  write(mutation: string, input: object, selection: string): Promise<Json>
  /** Gives the id of the record that was made. */
  make(mutation: string, input: object): Promise<string>
  /** Gives the answer or the error. */
  attempt(mutation: string, input: object, selection: string): Promise<Outcome>
}

/** The office of a community at a subgraph. */
export function officeAt(subgraph: TestSubgraph, community = lane): Office {
  const attempt: Office['attempt'] = async (mutation, input, selection) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
    const { data, errors } = await subgraph.ask(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`,
      { input: { community, ...input } },
      viewerOf(community),
    )
    const [error] = errors ?? []
    if (!error) return { answer: data?.[mutation] as Json }
    const { code, ...details } = error.extensions as unknown as { code: string }
    return { code, message: error.message, details: details as unknown as Json }
  }
  const write: Office['write'] = async (mutation, input, selection) => {
    const outcome = await attempt(mutation, input, selection)
    if ('answer' in outcome) return outcome.answer
    throw new Error(`${outcome.code}: ${outcome.message}`)
  }
  const make: Office['make'] = async (mutation, input) =>
    (await write(mutation, input, 'id'))['id'] as unknown as string
  return { write, make, attempt }
}
