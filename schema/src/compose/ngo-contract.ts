/** A part of the graph that some clients get in the place of the whole. */
export interface Contract {
  /** By which its files and its address are known. */
  readonly name: string
  /** What has this `@tag` is left out, and what nothing leads to then. */
  readonly without: string
}

/** What third parties get: nothing that only offices may ask for. */
export const ngoContract: Contract = { name: 'ngo', without: 'office' }
