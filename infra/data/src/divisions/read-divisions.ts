import { basename } from 'node:path'
import { checkCodeChanges } from './check-code-changes.js'
import { decodeLine } from './decode-line.js'
import { cityOf, isDivisionCode } from '@shequ/schema/codes/division-code'
import { DivisionCollector } from './division-collector.js'
import type { CityDivision, CodeChange, CodeList, Divisions } from './divisions.js'
import { forEachLine } from './for-each-line.js'
import { MalformedDivisions } from './malformed-divisions.js'

/** The form of the file that this reads and `formatDivisions` writes; its first line. */
export const DIVISIONS_FORMAT = '#divisions\t1'

/**
 * Reads a city's divisions from a file of the project: header lines `#field<TAB>value`, one line `code<TAB>name` a unit with
 * parents before children, and `#end`. The header's counts and the end line make a file that was cut anywhere fail.
 *
 * @throws {MalformedDivisions} naming file, line and reason; nothing of a file that has one fault is returned.
 */
export async function readDivisions(path: string): Promise<Divisions> {
  const parser = new DivisionsParser(basename(path))
  const lines = await forEachLine(path, (bytes, line) => parser.read(bytes, line))
  return parser.finish(lines)
}

class DivisionsParser {
  private readonly fields = new Map<string, string[]>()
  private readonly changes: CodeChange[] = []
  private city: CityDivision | undefined
  private units: DivisionCollector | undefined
  private ended = false

  constructor(private readonly file: string) {}

  read(bytes: Buffer, line: number): void {
    const text = decodeLine(bytes, this.file, line)
    if (line === 1) return this.expect(text === DIVISIONS_FORMAT, line, `expected ${JSON.stringify(DIVISIONS_FORMAT)}`)
    if (this.ended) throw new MalformedDivisions(this.file, line, 'there is a line after #end')
    if (text === '#end') this.ended = true
    else if (text.startsWith('#')) this.readField(text, line)
    else this.readUnit(text, line)
  }

  finish(lines: number): Divisions {
    this.expect(this.ended, lines, 'expected #end as the last line: the file was cut off')
    const { city, units } = this
    if (city === undefined || units === undefined) throw new MalformedDivisions(this.file, lines, 'no unit is listed')
    units.finish(this.file, lines)
    const { boroughs, streets, communities } = units
    const counted = [boroughs.length, streets.length, communities.length].join(', ')
    const declared = this.field('count', lines, 3).join(', ')
    this.expect(counted === declared, lines, `the header counts ${declared} units, but ${counted} are listed`)
    checkCodeChanges(this.changes, [...boroughs, ...streets, ...communities], this.file, lines)
    return { codeList: this.codeList(lines), city, boroughs, streets, communities, changes: this.changes }
  }

  private readField(text: string, line: number): void {
    const [name = '', ...values] = text.slice(1).split('\t')
    if (name === 'change') return void this.changes.push(this.changeOf(values, line))
    this.expect(this.units === undefined, line, `#${name} belongs before the first unit`)
    this.expect(['list', 'source', 'cutoff', 'licence', 'city', 'count'].includes(name), line, `#${name} is unknown`)
    this.expect(!this.fields.has(name), line, `#${name} is there twice`)
    this.fields.set(name, values)
    if (name === 'city') this.city = this.cityOf(line)
  }

  private readUnit(text: string, line: number): void {
    const [code = '', name = '', ...more] = text.split('\t')
    this.expect(more.length === 0 && text.includes('\t'), line, 'expected a code, a tab and a name')
    if (this.city === undefined) throw new MalformedDivisions(this.file, line, 'expected #city before the first unit')
    this.units ??= new DivisionCollector(this.city, this.file)
    this.units.add(code, name, line)
  }

  private cityOf(line: number): CityDivision {
    const [code = '', name = ''] = this.field('city', line, 2)
    this.expect(isDivisionCode(code) && cityOf(code) === code, line, `${JSON.stringify(code)} is no city's code`)
    return { code, name }
  }

  private changeOf(values: readonly string[], line: number): CodeChange {
    const [from = '', to = '', list = ''] = values
    const fits = values.length === 3 && isDivisionCode(from) && (to === '-' || isDivisionCode(to)) && list !== ''
    this.expect(fits, line, 'expected #change with the old code, the new one or -, and the list')
    return { from, to: to === '-' ? null : to, list }
  }

  private codeList(lines: number): CodeList {
    const value = (name: string) => this.field(name, lines, 1)[0] ?? ''
    const cutOff = value('cutoff')
    this.expect(/^\d{4}-\d{2}-\d{2}$/.test(cutOff), lines, `expected a date in #cutoff, got ${JSON.stringify(cutOff)}`)
    return { id: value('list'), source: value('source'), cutOff, licence: value('licence') }
  }

  private field(name: string, line: number, count: number): string[] {
    const values = this.fields.get(name) ?? []
    const complete = values.length === count && values.every((value) => value.trim() !== '')
    this.expect(complete, line, `expected #${name} with ${count} ${count === 1 ? 'value' : 'values'}`)
    return values
  }

  private expect(holds: boolean, line: number, reason: string): void {
    if (!holds) throw new MalformedDivisions(this.file, line, reason)
  }
}
