/** The time and place of the fixtures: a small city of two boroughs, three streets and six communities. */
export const city = '310000000000'
export const communities = [
  '310101001001',
  '310101001002',
  '310101002001',
  '310104001001',
  '310104001002',
  '310104001003',
] as const

/** Registers them, each of 1,000 residents of whom 250 are 60 and over; the last is a village. */
export const areas = `
  insert into area (community_code, street_code, borough_code, city_code, kind, residents, older_residents)
    select code, left(code, 9) || '000', left(code, 6) || '000000', '310000000000',
      case when code = '310104001003' then 'VILLAGE' else 'RESIDENTS' end, 1000, 250
    from unnest(array['${communities.join("','")}']) code;`

/** What a return of a test tells; what is left out is nothing. */
export interface TestReturn {
  readonly division: string
  readonly period: string
  readonly kind?: 'NAMED' | 'SUM'
  /** Of all datasets, or of each in order. */
  readonly levels?: string
  readonly summed?: boolean
  /** Masks and bounds by the place of a count. */
  readonly hidden?: Readonly<Record<number, number>>
  readonly high?: Readonly<Record<number, number>>
  /** Cells by `GROUP KIND`, as columns and their SQL. */
  readonly cells?: Readonly<Record<string, Readonly<Record<string, number | string>>>>
}

/** SQL that inserts a return with its cells. */
export function returned({
  division,
  period,
  kind = 'NAMED',
  levels = 'PUBLIC',
  summed = false,
  hidden = {},
  high = {},
  cells = {},
}: TestReturn): string {
  const list = (values: Readonly<Record<number, number>>) =>
    Array.from({ length: 24 }, (_, place) => values[place] ?? 0)
  const five = (value: string) => Array.from({ length: 5 }, () => value)
  const all = levels.includes(',') ? levels.split(',') : five(levels)
  return [
    `insert into measure_return (division_code, period, kind, version, levels, summed, hidden, high, released_at) values
      ('${division}', '${period}', '${kind}', 1, '{${all.join(',')}}', '{${five(String(summed)).join(',')}}',
      '{${list(hidden).join(',')}}', '{${list(high).join(',')}}', '2026-01-05T00:00:00Z')`,
    ...Object.entries(cells).map(([place, columns]) => {
      const [group, programmeKind] = place.split(' ')
      return `insert into cell (division_code, period, learner_group, programme_kind, ${Object.keys(columns).join(', ')})
        values ('${division}', '${period}', '${group}', '${programmeKind}', ${Object.values(columns).join(', ')})`
    }),
  ].join(';\n')
}
