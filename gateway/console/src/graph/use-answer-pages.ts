import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  keepPreviousData,
  useInfiniteQuery,
} from '@tanstack/react-query'
import { useLanguage } from '../i18n/language'
import { useSession } from '../session/session'
import { type Answer, Refused } from './answer'
import type { Operation } from './operation'
import { sendOperation } from './send-operation'

/** Where a page of a list ends. */
export interface PageEnd {
  readonly hasNextPage: boolean
  readonly endCursor: string | null
}

interface PagesOf<Data, Variables, About> {
  readonly operation: Operation<Data, Variables>
  /** What the answer is about. It comes back with it: while the next answer is on its way, the one before is shown. */
  readonly about: About
  /** The variables of the page after a cursor; undefined for the first. */
  readonly variablesAfter: (cursor: string | undefined) => Variables
  readonly endOf: (data: Data) => PageEnd | undefined
  readonly enabled?: boolean
}

/** A page of an answer, with what was asked. */
export interface AnswerPage<Data, About> extends Answer<Data> {
  readonly about: About
}

/** The state of a list that is read page by page. */
export type AskedPages<Data, About> = UseInfiniteQueryResult<InfiniteData<AnswerPage<Data, About>>>

/** Asks a long list page by page, the next one when the page says so. What was shown stays until the next answer is there. */
export function useAnswerPages<Data, Variables, About>({
  operation,
  about,
  variablesAfter,
  endOf,
  enabled = true,
}: PagesOf<Data, Variables, About>): AskedPages<Data, About> {
  const language = useLanguage()
  const { number } = useSession()
  return useInfiniteQuery({
    queryKey: [operation.name, 'pages', variablesAfter(undefined), language, number],
    queryFn: async ({ pageParam, signal }) => ({
      ...(await sendOperation(operation, variablesAfter(pageParam), signal)),
      about,
    }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ data }) => {
      const end = endOf(data)
      return end?.hasNextPage === true ? (end.endCursor ?? undefined) : undefined
    },
    enabled,
    retry: (failures, error) => failures < 1 && !(error instanceof Refused),
    placeholderData: keepPreviousData,
  })
}
