import { Link, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/words'
import { recordWords } from './record-words'
import './record.css'

/** One of a page's sections. The address keeps which one is open. */
export interface Section {
  readonly key: string
  readonly name: string
  readonly content: ReactNode
}

/** The sections of a page, of which one is open. */
export function Sections({ sections }: { readonly sections: readonly Section[] }) {
  const say = useWords(recordWords)
  const { section } = useSearch({ strict: false })
  const open = sections.find(({ key }) => key === section) ?? sections[0]
  return (
    <>
      <nav aria-label={say('sections')}>
        <ul className="sections">
          {sections.map(({ key, name }) => (
            <li key={key}>
              <Link
                to="."
                search={(before) => ({ ...before, section: key })}
                aria-current={key === open?.key ? 'page' : undefined}
                activeProps={{}}
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {open?.content}
    </>
  )
}
