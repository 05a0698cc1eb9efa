import type { CountRelease } from '../count-release.js'
import { leastContributors } from '../sums/released-sums.js'
import { maskAt } from '../world/count-tables.js'

/**
 * Tells whether the total of a whole can be one more than it is in some periods at once, and nowhere less than a part that is
 * all of it, but where that is one less too: by a move of the community that two others make up for, whose parts leave them
 * room to be one less.
 */
export function wholeCanRise(whole: CountRelease, full: readonly Int32Array[]) {
  const { space, proof } = whole
  const isFull = (community: number, place: number) => (maskAt(full, place, community) & 1) === 1
  return (community: number, rising: number, falling: number): boolean =>
    proof.movesOf(community).some((id) => {
      const changes = space.changes(id)
      const risen = changes.reduce((mask, { place, up }) => (up & 1 ? mask | (1 << place) : mask), 0)
      if ((risen & rising) !== rising) return false
      if (changes.some(({ place, down }) => (down & 1) === 1 && isFull(community, place) && !((falling >> place) & 1)))
        return false
      return proof.isMadeUpFor(community, id, leastContributors - 1, (other) =>
        changes.every(({ place, up }) => (up & 1) === 0 || !isFull(other, place)),
      )
    })
}
