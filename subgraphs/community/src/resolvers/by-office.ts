import { HubError } from '@shequ/schema/errors/hub-error'
import { type Named, officeMutations, type Written } from '@shequ/subgraph/writes/by-office'
import { loggedWriting } from '../access/log-write.js'
import type { Context } from './context.js'
import type { Writing } from '../database/writing.js'
import type { Loaders } from '../loaders/loaders.js'
import { heldFor } from '../database/hold-place.js'
import { type Deed, requireRight } from './require-right.js'

/**
 * Does a write for the office of the community that the input names, where its records lie here, in one transaction with its entry in the community's log,
 * and reads anew afterwards.
 *
 * @param others who else may do it; nobody when it is left out
 */
export async function writeByOffice<Input extends { readonly community: string }, Result>(
  context: Context,
  { fieldName }: Named,
  input: Input,
  write: (writing: Writing, input: Input) => Promise<Result>,
  others: Pick<Deed, 'scopes' | 'centreOf'> = { scopes: [] },
): Promise<Written<Result, Loaders>> {
  const deed = { community: input.community, action: 'WRITE', field: `Mutation.${fieldName}`, ...others } as const
  const access = await requireRight(context, deed)
  try {
    const held = { ...context, database: heldFor(input.community, context.database) }
    const result = await write(loggedWriting(held, context.viewer, access), input)
    context.accesses.noteWritten()
    return { result, loaders: context.readAnew() }
  } catch (error) {
    // What was let do it and was not done is logged too: what it was answered may tell something.
    if (!isElsewhere(error)) context.accesses.note(access, 0)
    throw error
  }
}

/** Whether a write was left to another server: it was not looked at here. */
function isElsewhere(error: unknown): boolean {
  return error instanceof HubError && (error.code === 'MOVED' || error.code === 'MOVING')
}

/** Resolves a mutation whose write gives the key of a record: the record, as it is now. */
export const byOffice = officeMutations<Context, Writing, Loaders, { readonly community: string }>(writeByOffice)

/**
 * The same for what the operator of a centre may do, too.
 *
 * @param centreOf the centre that it concerns, by its id in its table; null for what concerns none, or more than one
 */
export function byOperator<Input extends { readonly community: string }, Row>(
  write: (writing: Writing, input: Input) => Promise<string>,
  loaderOf: (loaders: Loaders) => { load(key: string): Promise<Row | null> },
  centreOf: (loaders: Loaders, input: Input) => Promise<string | null>,
) {
  const mutationOf = officeMutations<Context, Writing, Loaders, Input>((context, mutation, input, work) =>
    writeByOffice(context, mutation, input, work, {
      scopes: ['RUN_PROGRAMMES'],
      centreOf: () => centreOf(context.loaders, input),
    }),
  )
  return mutationOf(write, loaderOf)
}
