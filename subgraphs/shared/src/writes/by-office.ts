/** A mutation by its name. */
export interface Named {
  readonly fieldName: string
}

/** What a write gave, and the loaders that read what is so after it. */
export interface Written<Result, Loaders> {
  readonly result: Result
  readonly loaders: Loaders
}

/** Does a write for the office of the division that the input names, in one transaction, and reads anew afterwards. */
export type WriteByOffice<Context, Writing, Loaders, Owned> = <Input extends Owned, Result>(
  context: Context,
  mutation: Named,
  input: Input,
  write: (writing: Writing, input: Input) => Promise<Result>,
) => Promise<Written<Result, Loaders>>

/** Makes resolvers of mutations whose write gives the key of a record: the record, as it is now. */
export function officeMutations<Context, Writing, Loaders, Owned>(
  writeByOffice: WriteByOffice<Context, Writing, Loaders, Owned>,
) {
  return <Input extends Owned, Row>(
      write: (writing: Writing, input: Input) => Promise<string>,
      loaderOf: (loaders: Loaders) => { load(key: string): Promise<Row | null> },
    ) =>
    async (
      _root: unknown,
      { input }: { readonly input: Input },
      context: Context,
      mutation: Named,
    ): Promise<Row | null> => {
      const { result, loaders } = await writeByOffice(context, mutation, input, write)
      return loaderOf(loaders).load(result)
    }
}
