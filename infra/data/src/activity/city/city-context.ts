import type { RowSink } from '../basis/row-sink.js'
import type { BoroughPlan } from '../borough/plan-borough.js'
import type { ActivityCalendar } from '../time/activity-calendar.js'
import type { CITY_TABLES } from './city-tables.js'

/** The city as the generator sees it, and where its rows go. */
export interface CityContext {
  readonly city: { readonly code: string; readonly name: string }
  readonly boroughs: readonly BoroughPlan[]
  readonly seed: number
  readonly source: string
  readonly calendar: ActivityCalendar
  readonly rows: RowSink<typeof CITY_TABLES>
}
