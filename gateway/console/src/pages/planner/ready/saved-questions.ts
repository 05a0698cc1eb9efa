import { useState } from 'react'

/** A question that was saved in the browser: the name it was given, and its address. */
export interface SavedQuestion {
  readonly name: string
  readonly address: string
}

const storedAs = 'planner-questions'

/** The questions that were saved in this browser, and what saves and forgets one. */
export function useSavedQuestions() {
  const [saved, setSaved] = useState(readSaved)
  const keep = (next: readonly SavedQuestion[]) => {
    localStorage.setItem(storedAs, JSON.stringify(next))
    setSaved(next)
  }
  return {
    saved,
    save: (question: SavedQuestion) => keep([...saved.filter(({ name }) => name !== question.name), question]),
    forget: (gone: string) => keep(saved.filter(({ name }) => name !== gone)),
  }
}

/** What another version of the page left there may be of any form. */
function readSaved(): readonly SavedQuestion[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storedAs) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isSaved) : []
  } catch {
    return []
  }
}

function isSaved(value: unknown): value is SavedQuestion {
  const { name, address } = (value ?? {}) as Partial<Record<keyof SavedQuestion, unknown>>
  return typeof name === 'string' && typeof address === 'string' && address.startsWith('?')
}
