import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { useWords } from '../../../i18n/words'
import { recordWords } from './record-words'

/** The place in a list that is read page by page. */
export interface Place {
  /** The cursor behind which the page begins; null for the first. */
  readonly after: string | null
  readonly next: (cursor: string) => void
  readonly first: () => void
}

/** A list's place, at the first page until somebody goes on. */
export function usePlace(): Place {
  const [after, setAfter] = useState<string | null>(null)
  return { after, next: setAfter, first: () => setAfter(null) }
}

interface PagerProps {
  readonly of: {
    readonly totalCount: number
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
  readonly place: Place
}

/** How many there are in all, and the way to the next of them. */
export function Pager({ of: { totalCount, pageInfo }, place }: PagerProps) {
  const say = useWords(recordWords)
  const { hasNextPage, endCursor } = pageInfo
  return (
    <div className="pager">
      <span>{say('total', { count: totalCount })}</span>
      {place.after !== null && (
        <Button className="button" onPress={place.first}>
          {say('first')}
        </Button>
      )}
      {hasNextPage && endCursor !== null && (
        <Button className="button" onPress={() => place.next(endCursor)}>
          {say('next')}
        </Button>
      )}
    </div>
  )
}
