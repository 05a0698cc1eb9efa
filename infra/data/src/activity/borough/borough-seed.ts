/** A borough as the generator sees it, before any of its rows are drawn. */
export interface BoroughSeed {
  readonly code: string
  readonly name: string
  readonly residents: number
  /** From 0, all villages, to 1, all residents' committees: centre and outskirts differ by it. */
  readonly centrality: number
  readonly streets: readonly { readonly code: string; readonly name: string }[]
  readonly communities: readonly string[]
}
