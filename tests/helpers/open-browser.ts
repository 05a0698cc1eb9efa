import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import { type Browser, type Page, chromium } from 'playwright-core'

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
  await page.goto(`${url}${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  return {
    page,
    faults,
    barriers: () => findBarriers(page),
    isTooWide: () => page.evaluate('document.documentElement.scrollWidth > window.innerWidth'),
    close: () => context.close(),
  }
}

async function findBarriers(page: Page): Promise<readonly string[]> {
  // The page's policy lets no foreign script in; what a debugger evaluates is under none.
  await page.evaluate(axeSource)
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run()')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`))
}
