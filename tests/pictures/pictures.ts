import type { Look } from '../helpers/open-browser.js'

/** A picture of a page of the console, as the pages for readers show it. */
export interface Picture {
  readonly name: string
  readonly path: string
  readonly look: Required<Pick<Look, 'width' | 'language'>>
  /** In pixels, from the top of the page. */
  readonly height: number
  /** What is drawn when the page is whole. */
  readonly whole: string
}

/** The pictures of the README. Each asks for periods by name, so that it shows the same whatever was worked out since. */
export const pictures: readonly Picture[] = [
  {
    name: 'tiles',
    path: '/console/planner?within=310000000000&groupBy=BOROUGH&from=2025-10&to=2025-12&measures=PARTICIPATION_RATE&view=tiles',
    look: { width: 1440, language: 'en' },
    height: 1040,
    whole: '.tile',
  },
  {
    name: 'multiples',
    path: '/console/planner?within=310000000000&groupBy=BOROUGH,PERIOD&from=2025-01&to=2025-12&measures=HOURS_PER_RESIDENT&view=multiples',
    look: { width: 1440, language: 'zh' },
    height: 900,
    whole: '.chart canvas',
  },
]
