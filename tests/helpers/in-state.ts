import type { Page } from 'playwright-core'

/** What becomes of an answer on its way to a page. */
export type AnswerState = 'SLOW' | 'DEAD' | 'LIMITED' | 'PARTIAL' | 'FORBIDDEN' | 'EMPTY' | 'WHOLE'

const errorsOf: Readonly<Partial<Record<AnswerState, { readonly code: string; readonly message: string }>>> = {
  DEAD: { code: 'TIER_UNAVAILABLE', message: 'The tier does not answer.' },
  LIMITED: { code: 'RATE_LIMITED', message: 'Too much was asked in this minute.' },
  FORBIDDEN: { code: 'FORBIDDEN', message: 'Expected another office.' },
  PARTIAL: { code: 'NODE_UNAVAILABLE', message: 'One node does not answer.' },
}

/** Puts the answers of one operation of a page into a state; the hub still answers. */
export interface StatedAnswers {
  set(state: AnswerState): void
}

/** Begins to change what a page is answered to an operation. Slow answers come when the state is another. */
export async function stateAnswers(page: Page, operation: string, first: AnswerState): Promise<StatedAnswers> {
  let state = first
  let go: (() => void)[] = []
  await page.route('**/graphql', async (route) => {
    const { operationName } = route.request().postDataJSON() as { operationName?: string }
    if (operationName !== operation) return route.continue()
    if (state === 'SLOW') await new Promise<void>((resolve) => go.push(resolve))
    const error = errorsOf[state]
    const errors = error && [{ message: error.message, path: ['part'], extensions: { code: error.code } }]
    if (errors && state !== 'PARTIAL') return route.fulfill({ json: { errors } })
    const answer = (await (await route.fetch()).json()) as { data: unknown }
    if (errors) return route.fulfill({ json: { data: answer.data, errors } })
    return route.fulfill({ json: state === 'EMPTY' ? { data: emptied(answer.data) } : answer })
  })
  return {
    set(next) {
      state = next
      for (const resolve of go) resolve()
      go = []
    },
  }
}

/** An answer whose lists hold nothing. */
function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return []
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, name === 'totalCount' ? 0 : emptied(part)]),
  )
}
