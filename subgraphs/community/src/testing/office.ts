import type { Viewer } from '@shequ/schema/viewer'
import { lane } from './fixtures.js'
import { type Json, type TestSubgraph, viewerOf } from './open-community-subgraph.js'

/** What became of a mutation: what it answered, or the code and message of its error. */
export type Outcome =
  { readonly answer: Json } | { readonly code: string; readonly message: string; readonly details: Json }

/** Sends mutations to a community, which stands in their input, as its office or another viewer. */
export interface Office {
  /** Gives the answer; rejects with the errors, when there are any. */
  write(mutation: string, input: object, selection: string): Promise<Json>
  /** Gives the id of the record that was made. */
  make(mutation: string, input: object): Promise<string>
  /** Gives the answer or the error. */
  attempt(mutation: string, input: object, selection: string): Promise<Outcome>
  /** Gives the answer or the code of the error. */
  send(mutation: string, input: object, selection: string): Promise<Json | string>
}

/** The office of a community at a subgraph, or another viewer in its place. */
export function officeAt(subgraph: TestSubgraph, community = lane, viewer: Viewer = viewerOf(community)): Office {
  const attempt: Office['attempt'] = async (mutation, input, selection) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
    const { data, errors } = await subgraph.ask(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`,
      { input: { community, ...input } },
      viewer,
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
  const send: Office['send'] = async (mutation, input, selection) => {
    const outcome = await attempt(mutation, input, selection)
    return 'answer' in outcome ? outcome.answer : outcome.code
  }
  return { write, make, attempt, send }
}
