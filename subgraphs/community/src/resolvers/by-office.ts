import { requireOffice } from '@shequ/subgraph/viewer/require-office'
import type { Context } from '../context.js'
import type { Writing } from '../database/writing.js'
import type { Loaders } from '../loaders/loaders.js'
import { heldFor } from '../place/hold-place.js'

/** Does a write for the office of the community that the input names, where its records lie here, and reads anew afterwards. */
export async function writeByOffice<Input extends { readonly community: string }, Result>(
  context: Context,
  input: Input,
  write: (writing: Writing, input: Input) => Promise<Result>,
): Promise<{ readonly result: Result; readonly loaders: Loaders }> {
  requireOffice(context.viewer, 'community', input.community)
  const { now, today } = context
  const result = await write({ database: heldFor(input.community, context.database), now, today }, input)
  return { result, loaders: context.readAnew() }
}

/** Resolves a mutation whose write gives the key of a record: the record, as it is now. */
export function byOffice<Input extends { readonly community: string }, Row>(
  write: (writing: Writing, input: Input) => Promise<string>,
  loaderOf: (loaders: Loaders) => { load(key: string): Promise<Row | null> },
) {
  return async (_root: unknown, { input }: { readonly input: Input }, context: Context): Promise<Row | null> => {
    const { result, loaders } = await writeByOffice(context, input, write)
    return loaderOf(loaders).load(result)
  }
}
