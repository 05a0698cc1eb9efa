import type { Divisions } from './divisions.js'
import { DIVISIONS_FORMAT } from './read-divisions.js'

/** A city's divisions as the text that `readDivisions` reads: a header, one line a unit in the order of codes, `#end`. */
export function formatDivisions(divisions: Divisions): string {
  const { codeList, city, boroughs, streets, communities, changes } = divisions
  const units = [
    ...boroughs.map(({ code, name }) => [code.slice(0, 6), name]),
    ...streets.map(({ code, name }) => [code.slice(0, 9), name]),
    ...communities.map(({ code, name }) => [code, name]),
  ].sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
  const lines = [
    [DIVISIONS_FORMAT],
    ['#list', codeList.id],
    ['#source', codeList.source],
    ['#cutoff', codeList.cutOff],
    ['#licence', codeList.licence],
    ['#city', city.code, city.name],
    ['#count', boroughs.length, streets.length, communities.length],
    ...changes.map(({ from, to, list }) => ['#change', from, to ?? '-', list]),
    ...units,
    ['#end'],
  ]
  return lines.map((line) => `${line.join('\t')}\n`).join('')
}
