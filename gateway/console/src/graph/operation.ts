/** An operation of the console with the types of its answer and variables. `bin/generate.mjs` makes one of each `.graphql` file. */
export interface Operation<Data, Variables> {
  readonly name: string
  readonly kind: 'query' | 'mutation'
  readonly text: string
  /** Never there: it ties the types to the operation. */
  readonly types?: (variables: Variables) => Data
}
