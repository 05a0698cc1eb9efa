import type { ReactNode } from 'react'
import './form.css'

/** Something that can be done, folded away until it is wanted. */
export function Action({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <details className="action">
      <summary>{name}</summary>
      {children}
    </details>
  )
}
