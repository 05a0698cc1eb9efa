import { cityOf } from '@shequ/schema/codes/division-code'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { MeasureName } from '@shequ/schema/measures/measures'
import type { Tier } from '@shequ/schema/tiers'
import type { Owner } from './communities-sql.js'
import { measureInWords } from './in-words.js'
import type { Parameters } from './parameters.js'
import type { Question } from './plan-question.js'

/** The measures that a question compares with the city's targets. */
export function targetedMeasures({ having }: Pick<Question, 'having'>): readonly MeasureName[] {
  return [...new Set(having.flatMap(({ measure, value }) => (value === 'TARGET' ? [measure] : [])))]
}

/** The CTE `aim`: what each owner's city wants each of these measures to reach, in each period, which is a year. */
export function targetSql(question: Question, owners: readonly Owner[], parameters: Parameters): string {
  const codes = owners.map(({ code }) => code)
  const lists = [parameters.add(codes, 'text[]'), parameters.add(codes.map(cityOf), 'text[]')]
  return `aim as materialized (
  select owner, o.last_code, p.place, t.measure, t.value::float8 as value from owner o join unnest(${lists.join(', ')}) lies_in (owner, city) using (owner)
  join target t on t.city_code = lies_in.city and t.measure = any(${parameters.add(targetedMeasures(question), 'text[]')}) and t.removed_at is null
  join period p on p.period = t.year::text
)`
}

/** SQL for the target of a measure for a row of values. */
export function aimSql(measure: MeasureName, { areBeside }: Question, parameters: Parameters): string {
  const isItsCity = areBeside ? 'row_value.unit between aim.owner and aim.last_code' : 'aim.owner = row_value.owner'
  return `(select aim.value from aim where ${isItsCity} and aim.place = row_value.place and aim.measure = ${parameters.add(measure, 'text')})`
}

/** SQL for the measures of which the city of an owner `o` wants nothing in any of the years asked about. */
export function aimlessSql(question: Question, parameters: Parameters): string {
  const measures = targetedMeasures(question)
  if (measures.length === 0) return 'null::text[]'
  return `array(select measure from unnest(${parameters.add(measures, 'text[]')}) measure
    where not exists (select from aim where ${question.areBeside ? 'true' : 'aim.owner = o.owner'} and aim.measure = measure.measure))`
}

/** @throws {HubError} BAD_USER_INPUT for a condition with TARGET in a tier that has no targets. */
export function requireTargetsKnown(question: Question, tier: Tier): void {
  const [measure] = targetedMeasures(question)
  if (measure === undefined || tier === 'city') return
  const of = measureInWords(measure)
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en:
        `Expected a \`value\` in the condition on ${of.en}, since the ${tier} does not know the city's targets. ` +
        'Ask `measures(within:)` at the root of the graph, which the city answers, or give the `value`.',
      zh: `关于${of.zh}的条件应有 \`value\`，因为区与社区不掌握市的目标。请用根字段 \`measures(within:)\`（由市作答），或给出 \`value\`。`,
    },
    { argument: 'query.having' },
  )
}

/** The error of a condition with TARGET where the city has none in any of the years. */
export function targetless(measure: MeasureName, periods: readonly string[]): HubError {
  const of = measureInWords(measure)
  return new HubError(
    'BAD_USER_INPUT',
    {
      en:
        `The city has no target of ${of.en} for ${periods.join(' or ')}. Choose another year, or compare with a number. ` +
        '`city { targets { measure year value } }` tells the targets it has.',
      zh: `本市没有${periods.join('、')}年的${of.zh}目标。请另选年份，或改为与指定数值比较。现有目标见 \`city { targets { measure year value } }\`。`,
    },
    { argument: 'query.having' },
  )
}
