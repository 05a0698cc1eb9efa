import { type UseQueryResult, keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLanguage } from '../i18n/language'
import { useSession } from '../session/session'
import { type Answer, Refused } from './answer'
import type { Operation } from './operation'
import { sendOperation } from './send-operation'

/** How a page asks. */
export interface Asking {
  /** False while the page does not yet know what to ask. */
  readonly enabled?: boolean
  /** Keeps what was shown before while the next answer is on its way. */
  readonly keepPrevious?: boolean
  /** Asks again after so many milliseconds, for what changes by itself. */
  readonly every?: number
}

/** The state of an operation that a page asks. */
export type Asked<Data> = UseQueryResult<Answer<Data>>

/** Asks an operation, again whenever its variables, the language or who is signed in change. */
export function useAnswer<Data, Variables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
  { enabled = true, keepPrevious = false, every }: Asking = {},
): Asked<Data> {
  const language = useLanguage()
  const { number } = useSession()
  return useQuery({
    queryKey: [operation.name, variables, language, number],
    queryFn: ({ signal }) => sendOperation(operation, variables, signal),
    enabled,
    retry: (failures, error) => failures < 1 && !(error instanceof Refused),
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(every === undefined ? {} : { refetchInterval: every }),
  })
}
