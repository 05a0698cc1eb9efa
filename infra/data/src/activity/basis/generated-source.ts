/** The seed of the activity that the project ships, and the version of the generator: another one draws other rows. */
export const DEFAULT_SEED = 1
export const GENERATOR = '2'

/** What a generated row says of its source. It begins with "generated", by which readers tell that nobody observed it. */
export function generatedSource(seed: number): string {
  return `generated, seed ${seed}, version ${GENERATOR}`
}
