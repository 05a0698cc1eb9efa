import { isErrorCode } from '@shequ/schema/errors/error-table'
import { HubError } from '@shequ/schema/errors/hub-error'
import { z } from 'zod'

const errorsSchema = z.object({
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }).loose() })).min(1),
})

/** The type of a stream of lines of JSON. */
export const linesType = 'application/x-ndjson'

/** The path below which a hub takes what nodes ask of it. */
export const doorPath = '/nodes'

/** The error that another server answered with, as its own. */
export function errorIn(body: unknown): HubError | undefined {
  const [error] = errorsSchema.safeParse(body).data?.errors ?? []
  if (error === undefined) return undefined
  const { code, ...details } = error.extensions
  return new HubError(isErrorCode(code) ? code : 'TIER_UNAVAILABLE', error.message, details as Record<string, string>)
}

/** Sends a request to a hub. @throws {HubError} what the hub answered, or TIER_UNAVAILABLE when it can't be reached. */
export async function askHub(url: string, options: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, { redirect: 'error', ...options })
  } catch {
    throw new HubError('TIER_UNAVAILABLE', `Expected a hub at ${new URL(url).origin}, but nothing answered there.`)
  }
  if (response.ok) return response
  throw (
    errorIn(await response.json().catch(() => undefined)) ??
    new HubError('TIER_UNAVAILABLE', `Expected a hub at ${new URL(url).origin}, but got status ${response.status}.`)
  )
}
