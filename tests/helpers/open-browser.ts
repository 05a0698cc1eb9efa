import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'
import type axe from 'axe-core'
import { type Browser, type Page, type Request, chromium } from 'playwright-core'

/** The widths at which pages are looked at: a phone, a tablet and a desk. */
export const widths = [390, 768, 1440] as const

/** The languages of the console. */
export const languages = ['zh', 'en'] as const

/** How a page is opened. */
export interface Look {
  readonly width?: (typeof widths)[number]
  readonly language?: (typeof languages)[number]
  /** The moment on the page's clock. Default: now. */
  readonly now?: Date
}

/** A page that a test opened, and what went wrong in it. */
export interface Visit {
  readonly page: Page
  /** Errors that the page threw or wrote to its console, and files from elsewhere: none in a good page. */
  readonly faults: readonly string[]
  /** What axe-core finds serious or critical now: the rule and where. */
  barriers(): Promise<readonly string[]>
  /** Whether the page is wider than its window, which makes a phone scroll sideways. */
  isTooWide(): Promise<boolean>
  /** What is wrong at each width, one after the other: barriers, and that the page is too wide. */
  wrongAtAnyWidth(): Promise<readonly string[]>
  /** Waits until everything that the page asked for has come. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** A Chromium for one test file. */
export interface TestBrowser {
  /** Opens a page of the hub: by its path, at a width and in a language; each with an empty store. */
  open(path: string, look?: Look): Promise<Visit>
  close(): Promise<void>
}

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Where Chromium is: as `CHROMIUM` says, else where systems put it. Undefined where there is none; then its tests are skipped. */
export const chromiumPath = process.env['CHROMIUM'] ?? places.find((place) => existsSync(place))

if (chromiumPath === undefined && process.env['CI'] !== undefined) {
  throw new Error('Expected Chromium for the tests of the console. Install it, or name it in CHROMIUM.')
}

const { source: axeSource } = createRequire(import.meta.url)('axe-core') as typeof axe

/** Starts Chromium to look at the hub that listens at an address. */
export async function openBrowser(url: string): Promise<TestBrowser> {
  const browser = await chromium.launch({
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  })
  return {
    open: (path, look = {}) => openPage(browser, url, path, look),
    close: () => browser.close(),
  }
}

async function openPage(
  browser: Browser,
  url: string,
  path: string,
  { width = 1440, language = 'en', now }: Look,
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    reducedMotion: 'reduce',
    hasTouch: width === 390,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(url)) faults.push(request.url())
  })
  if (now !== undefined) await page.clock.setFixedTime(now)
  const settled = watchRequests(page)
  const barriers = () => findBarriers(page)
  const isTooWide = () => page.evaluate<boolean>('document.documentElement.scrollWidth > window.innerWidth')
  await page.goto(`${url}${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await settled()
  return {
    page,
    faults,
    barriers,
    isTooWide,
    settled,
    async wrongAtAnyWidth() {
      const wrong: string[] = []
      for (const each of widths) {
        await page.setViewportSize({ width: each, height: 900 })
        await settled()
        if (await isTooWide()) wrong.push(`${each} px: wider than its window`)
        wrong.push(...(await barriers()).map((barrier) => `${each} px: ${barrier}`))
      }
      return wrong
    },
    close: () => context.close(),
  }
}

/** How long a page asks for nothing before it is taken for settled, in milliseconds. */
const quiet = 100

/** Follows what a page asks for; gives what waits until all of it has come, and nothing follows. */
function watchRequests(page: Page): () => Promise<void> {
  const open = new Set<Request>()
  let changed = performance.now()
  const note = (act: (request: Request) => void) => (request: Request) => {
    act(request)
    changed = performance.now()
  }
  page.on(
    'request',
    note((request) => open.add(request)),
  )
  const ended = note((request) => open.delete(request))
  page.on('requestfinished', ended).on('requestfailed', ended)
  return async () => {
    const last = performance.now() + 10_000
    const began = performance.now()
    while (open.size > 0 || performance.now() - Math.max(changed, began) < quiet) {
      if (performance.now() > last) {
        throw new Error(
          `Expected the page to settle, but it waits for ${[...open].map((request) => request.url()).join(', ')}.`,
        )
      }
      await pause(20)
    }
  }
}

async function findBarriers(page: Page): Promise<readonly string[]> {
  // The page's policy lets no foreign script in; what a debugger evaluates is under none.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axeSource)
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run({ resultTypes: ["violations"] })')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`))
}
