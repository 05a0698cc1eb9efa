import type { CountDraft } from '../shifts/count-draft.js'
import { type Level, areaOf, publishedIn } from '../world/published-sums.js'

/** Takes sums of cells in the current period back: those of the area of a level in which a community lies. */
export function unpublish(counts: CountDraft, community: number, level: Level, cells: number): void {
  const area = areaOf(counts, level, community)
  const { streets, boroughs, city } = counts.sums
  const masks = level === 'street' ? streets : level === 'borough' ? boroughs : city
  masks[area] = publishedIn(counts, counts.world.timeline.current, level, area) & ~cells
}
