/** A place on the map, in degrees of WGS 84. */
export interface Position {
  readonly latitude: number
  readonly longitude: number
}

/** How a centre itself is reached. */
export interface ContactPoint {
  readonly telephone: string | null
  readonly website: string | null
}

/** The days of the week, as ISO 8601 counts them from 1. */
export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const

/** How often a centre opens in a week, at most: four times a day. */
export const mostOpenings = 28

/** When a centre is open on a day of the week. */
export interface OpeningHours {
  readonly day: (typeof weekdays)[number]
  readonly opens: string
  readonly closes: string
}

/** Where a centre is and when it is open, as rows have it. */
export interface Whereabouts {
  readonly position: Position | null
  readonly contact: ContactPoint | null
  readonly openingHours: OpeningHours[]
}

/** The columns that hold it, in every table of centres. */
export const whereaboutsColumns = {
  position: "case when latitude is not null then json_build_object('latitude', latitude, 'longitude', longitude) end",
  contact:
    "case when telephone is not null or website is not null then json_build_object('telephone', telephone, 'website', website) end",
  openingHours: 'opening_hours',
} as const
