import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** Residents of a city by borough, as a census counted them. Codes have 12 digits. */
export interface Census {
  readonly city: string
  readonly date: string
  readonly source: string
  readonly residents: number
  /** The share of those of 60 and over in the whole city, 0 to 1. */
  readonly older: { readonly share: number; readonly source: string }
  readonly boroughs: Readonly<Record<string, number>>
}

const FOLDER = fileURLToPath(new URL('../../census/', import.meta.url))

/**
 * The 2020 census of a city, undefined for cities whose figures don't come with the project.
 *
 * @throws {Error} naming the file when its boroughs don't add up to its city.
 */
export async function readCensus(cityCode: string, folder: string = FOLDER): Promise<Census | undefined> {
  const path = `${folder}${cityCode}.json`
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const census = JSON.parse(text) as Census
  const sum = Object.values(census.boroughs).reduce((total, residents) => total + residents, 0)
  if (sum === census.residents) return census
  throw new Error(`${path}: expected boroughs that add up to ${census.residents} residents, got ${sum}`)
}
