/** A question of measures with where it is asked: the graph's `MeasureQuery`, as far as pages use it. */
export interface MeasureQuestion {
  readonly within: string
  readonly beside?: readonly string[]
  /** At most so many rows. */
  readonly rows?: number | null
  readonly query: Readonly<Record<string, unknown>> & {
    readonly measures: readonly string[]
    readonly groupBy?: readonly string[] | null | undefined
    readonly from: string
    readonly to: string
    readonly grain: string
    readonly filter?: Readonly<Record<string, readonly string[] | null | undefined>> | null | undefined
    readonly areaGroups?: readonly { readonly name: string; readonly codes: readonly string[] }[] | null | undefined
    readonly having?: readonly Condition[] | null | undefined
    readonly orderBy?: readonly Order[] | null | undefined
  }
}

interface Condition {
  readonly measure: string
  readonly op: string
  readonly value?: number | null | undefined
  readonly than?: string | null | undefined
}

interface Order {
  readonly measure?: string | null | undefined
  readonly dimension?: string | null | undefined
  readonly by?: string | null | undefined
  readonly direction?: string | null | undefined
}
