import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { ask } from '../helpers/ask.js'
import { openBrowser } from '../helpers/open-browser.js'
import type { Picture } from './pictures.js'

/** The largest picture, in bytes: a page of a repository loads several. */
export const largest = 200_000

const mostTaken = 30

interface Activity {
  readonly cities: readonly { readonly generatedActivity: { readonly day: string } | null }[]
}

/**
 * Takes pictures of a running hub's console, as on the day for which its activity was generated.
 *
 * @returns the files, in the order of the pictures.
 */
export async function takePictures(
  url: string,
  folder: string,
  pictures: readonly Picture[],
): Promise<readonly string[]> {
  const { data } = await ask<Activity>(`${url}/graphql`, '{ cities { generatedActivity { day } } }')
  const day = data.cities[0]?.generatedActivity?.day
  if (day === undefined) throw new Error(`Expected a hub with generated activity at ${url}, but it has none.`)
  const now = new Date(`${day}T04:00:00Z`)
  await mkdir(folder, { recursive: true })
  const browser = await openBrowser(url)
  try {
    const files: string[] = []
    for (const { name, path, look, height, whole } of pictures) {
      const visit = await browser.open(path, { ...look, now })
      const { page } = visit
      await page.locator(whole).first().waitFor()
      await visit.settled()
      const picture = await takeStill(page, { x: 0, y: 0, width: look.width, height })
      await visit.close()
      const file = join(folder, `${name}.png`)
      if (picture.length > largest)
        throw new Error(`Expected ${file} to have at most ${largest} bytes, but it has ${picture.length}.`)
      await writeFile(file, picture)
      files.push(file)
    }
    return files
  } finally {
    await browser.close()
  }
}

/** Takes pictures of a page until one is as the one before: what is still being drawn is waited for. */
async function takeStill(page: Page, clip: { x: number; y: number; width: number; height: number }): Promise<Buffer> {
  let before: Buffer | undefined
  for (let taken = 0; taken < mostTaken; taken++) {
    const picture = await page.screenshot({ fullPage: true, clip, animations: 'disabled' })
    if (before?.equals(picture) === true) return picture
    before = picture
    await page.waitForTimeout(200)
  }
  throw new Error(`Expected ${page.url()} to come to rest, but ${mostTaken} pictures of it differed.`)
}
