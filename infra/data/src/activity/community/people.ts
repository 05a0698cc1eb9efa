import { drawUuid } from '../../random/draw-uuid.js'
import type { Random } from '@shequ/schema/random/random'
import type { LearnerGroup } from '../text/topics.js'

/** A resident as the community's database knows one: a pseudonym and what measures need of it. */
export interface Person {
  readonly pseudonym: string
  readonly group: LearnerGroup
  readonly sixtyOrOver: boolean
  readonly residence: string
  /** The last year in which the person took part, and the last programme that the person was enrolled in. */
  lastYear: number
  lastProgramme: number
}

const GROUPS = ['RETIRED', 'GENERAL', 'MIGRANTS', 'UNSKILLED', 'YOUNG_UNEMPLOYED'] as const
const CENTRE = [0.52, 0.24, 0.09, 0.08, 0.07]
const OUTSKIRTS = [0.4, 0.2, 0.22, 0.12, 0.06]

/** How many of those who newly take part in a year did so the year before. */
const RETURNING = 0.5
/** How many live in another community of the same street. */
const FROM_NEXT_DOOR = 0.06

/** The people of a community who take part, growing as they are asked for. */
export class People {
  readonly all: Person[] = []
  private thisYear: Person[] = []
  private lastYear: Person[] = []
  private year = 0
  private readonly weights: readonly number[]

  constructor(
    private readonly random: Random,
    private readonly community: string,
    private readonly neighbours: readonly string[],
    centrality: number,
  ) {
    this.weights = CENTRE.map((share, index) => share * centrality + (OUTSKIRTS[index] ?? 0) * (1 - centrality))
  }

  beginYear(year: number): void {
    this.year = year
    this.lastYear = this.thisYear
    this.thisYear = []
  }

  /**
   * Somebody for a programme: with probability `newcomers` one who has not taken part this year, otherwise one who has, the regulars
   * more often. Never one who is in the programme already, so it is undefined when nobody else is left.
   */
  draw(programme: number, newcomers: number, audience: readonly LearnerGroup[]): Person | undefined {
    const { random } = this
    const isNew = this.thisYear.length === 0 || random.chance(newcomers)
    const person = isNew ? this.newcomer(audience) : this.regular(programme, audience)
    if (person === undefined) return undefined
    if (person.lastYear !== this.year) {
      person.lastYear = this.year
      this.thisYear.push(person)
    }
    person.lastProgramme = programme
    return person
  }

  private newcomer(audience: readonly LearnerGroup[]): Person {
    const { random } = this
    if (this.lastYear.length > 0 && random.chance(RETURNING)) {
      const returning = this.lastYear[random.between(0, this.lastYear.length - 1)]
      if (returning !== undefined && returning.lastYear !== this.year && fits(returning, audience)) return returning
    }
    return this.add(audience)
  }

  private regular(programme: number, audience: readonly LearnerGroup[]): Person | undefined {
    let found: Person | undefined
    for (let attempt = 0; attempt < 4; attempt++) {
      const u = this.random.next()
      const candidate = this.thisYear[Math.floor(u * u * this.thisYear.length)]
      if (candidate === undefined || candidate.lastProgramme === programme) continue
      if (fits(candidate, audience)) return candidate
      found = candidate
    }
    return found
  }

  /** A person who never took part. Two out of three who come for an offer belong to whom it is meant for. */
  add(audience: readonly LearnerGroup[] = []): Person {
    const { random } = this
    const meant = audience.length > 0 && random.chance(0.66)
    const group = meant ? random.pick(audience) : (GROUPS[random.weighted(this.weights)] ?? 'GENERAL')
    const person: Person = {
      pseudonym: drawUuid(random),
      group,
      sixtyOrOver: random.chance(group === 'RETIRED' ? 0.9 : 0.06),
      residence:
        this.neighbours.length > 0 && random.chance(FROM_NEXT_DOOR) ? random.pick(this.neighbours) : this.community,
      lastYear: 0,
      lastProgramme: -1,
    }
    this.all.push(person)
    return person
  }
}

function fits(person: Person, audience: readonly LearnerGroup[]): boolean {
  return audience.length === 0 || audience.includes(person.group)
}
