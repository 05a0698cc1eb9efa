import { boroughOf, streetOf } from '@shequ/schema/codes/division-code'
import { boroughKindOf, cityPrefixOf, communityKindOf, padCode, streetKindOf } from './division-code.js'
import type { BoroughDivision, CityDivision, CommunityDivision, StreetDivision } from './divisions.js'
import { MalformedDivisions } from './malformed-divisions.js'

type Level = 'borough' | 'street' | 'community'

const LEVEL_BY_DIGITS: Readonly<Record<number, Level>> = { 6: 'borough', 9: 'street', 12: 'community' }

/**
 * Takes a city's rows one by one, in any order that has parents before children, and holds each against the rules of the
 * code list. Codes come as the list writes them: 6 digits for a borough, 9 for a street, 12 for a community.
 */
export class DivisionCollector {
  readonly boroughs: BoroughDivision[] = []
  readonly streets: StreetDivision[] = []
  readonly communities: CommunityDivision[] = []
  private readonly lineByKey = new Map<string, number>()
  private readonly childless = new Map<string, number>()
  private readonly prefix: string

  constructor(
    private readonly city: CityDivision,
    private readonly file: string,
  ) {
    this.prefix = cityPrefixOf(city.code)
  }

  /** @throws {MalformedDivisions} when the code has a wrong form, parent or twin, or the name is missing. */
  add(code: string, name: string, line: number, file: string = this.file): void {
    const level = this.levelOf(code, line, file)
    if (name.trim() === '') throw new MalformedDivisions(file, line, `${code} has no name`)
    if (name !== name.trim())
      throw new MalformedDivisions(file, line, `the name of ${code} begins or ends with a space`)
    const first = this.lineByKey.get(code)
    if (first !== undefined) throw new MalformedDivisions(file, line, `${code} was listed before, in line ${first}`)
    if (level !== 'borough') this.checkParent(code, level, line, file)
    this.lineByKey.set(code, line)
    this.keep(level, code, name)
    if (level !== 'community') this.childless.set(code, line)
  }

  /** @throws {MalformedDivisions} when a borough has no street, or a street no community: the sign of a file with a gap. */
  finish(file: string = this.file, lastLine = 0): void {
    const [gap] = this.childless
    if (this.boroughs.length === 0) throw new MalformedDivisions(file, lastLine, `${this.city.name} has no borough`)
    if (gap === undefined) return
    const [code] = gap
    throw new MalformedDivisions(file, lastLine, `${code} has nothing below it: rows are missing`)
  }

  private levelOf(code: string, line: number, file: string): Level {
    const level = LEVEL_BY_DIGITS[code.length]
    if (level === undefined || !/^[1-9][0-9]+$/.test(code)) {
      throw new MalformedDivisions(file, line, `expected a code of 6, 9 or 12 digits, got ${JSON.stringify(code)}`)
    }
    if (code.startsWith(this.prefix)) return level
    throw new MalformedDivisions(
      file,
      line,
      `${code} lies outside ${this.city.name}, whose codes begin with ${this.prefix}`,
    )
  }

  private checkParent(code: string, level: Level, line: number, file: string): void {
    const parent = code.slice(0, level === 'street' ? 6 : 9)
    if (!this.lineByKey.has(parent)) {
      throw new MalformedDivisions(file, line, `${code} extends ${parent}, which no line before it lists`)
    }
    this.childless.delete(parent)
  }

  private keep(level: Level, short: string, name: string): void {
    const code = padCode(short)
    if (level === 'borough') {
      this.boroughs.push({ code, name, kind: boroughKindOf(code, name, this.city.name) })
    } else if (level === 'street') {
      this.streets.push({ code, name, boroughCode: boroughOf(code), kind: streetKindOf(code) })
    } else {
      const [boroughCode, streetCode] = [boroughOf(code), streetOf(code)]
      this.communities.push({ code, name, streetCode, boroughCode, kind: communityKindOf(code) })
    }
  }
}
