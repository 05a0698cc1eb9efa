import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { stringifySearch } from '../../../app/search-params'
import type { PlannerQuestion } from './planner-question'
import { type PlannerSearch, readPlannerSearch } from './planner-search'
import { readQuestion, writeQuestion } from './question-address'

/**
 * The question that the address holds, and what changes it. A change is there at once, and the address follows: who clicks again
 * before it has followed loses nothing.
 */
export function useAskedQuestion(search: PlannerSearch, first: PlannerQuestion) {
  const navigate = useNavigate()
  const [ahead, setAhead] = useState<PlannerQuestion | null>(null)
  /** The addresses on the way to the question that is ahead. */
  const sent = useRef(new Set<string>())
  const address = addressOf(search)
  useEffect(() => {
    // The address has caught up, or somebody went elsewhere meanwhile, as by the browser's way back.
    if (ahead === null || (address !== addressOf(writeQuestion(ahead)) && sent.current.has(address))) return
    sent.current.clear()
    setAhead(null)
  }, [address, ahead])
  const question = ahead ?? readQuestion(search, first)
  const change = (next: Partial<PlannerQuestion>) => {
    const asked = { ...question, ...next }
    const written = writeQuestion(asked)
    if (addressOf(written) === address) return setAhead(null)
    sent.current.add(address).add(addressOf(written))
    setAhead(asked)
    void navigate({ to: '/planner', search: written, resetScroll: false })
  }
  return { question, change }
}

function addressOf(search: PlannerSearch): string {
  return stringifySearch(readPlannerSearch(search))
}
