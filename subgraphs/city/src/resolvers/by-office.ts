import { forOwners } from '@shequ/subgraph/database/for-owners'
import { requireOffice } from '@shequ/subgraph/viewer/require-office'
import { type Named, officeMutations, type Written } from '@shequ/subgraph/writes/by-office'
import type { Writing } from '../database/writing.js'
import type { Loaders } from '../loaders/loaders.js'
import type { Context } from './context.js'

/**
 * Does a write for the office of the city that the input names, in one transaction, and reads anew afterwards.
 */
export async function writeByOffice<Input extends { readonly city: string }, Result>(
  context: Context,
  _mutation: Named,
  input: Input,
  write: (writing: Writing, input: Input) => Promise<Result>,
): Promise<Written<Result, Loaders>> {
  requireOffice(context.viewer, 'city', input.city)
  const { database, now, today } = context
  const result = await write({ database: forOwners(database, [input.city]), now, today }, input)
  return { result, loaders: context.readAnew() }
}

/** Resolves a mutation whose write gives the key of a record: the record, as it is now. */
export const byOffice = officeMutations<Context, Writing, Loaders, { readonly city: string }>(writeByOffice)
