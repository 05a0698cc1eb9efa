/** Which sums of a count are published in the current period: masks of cells, by street, by borough, and of the city. */
export interface PublishedSums {
  readonly streets: Int32Array
  readonly boroughs: Int32Array
  readonly city: Int32Array
}
