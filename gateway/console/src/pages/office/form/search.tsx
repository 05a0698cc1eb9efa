import { type FormEvent, useId } from 'react'
import './form.css'

interface SearchProps {
  readonly label: string
  readonly onSearch: (text: string) => void
}

/** Narrows a list to names that contain a text, when Enter is pressed or the field is left. */
export function Search({ label, onSearch }: SearchProps) {
  const id = useId()
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = new FormData(event.currentTarget).get('text')
    onSearch(typeof text === 'string' ? text.trim() : '')
  }
  return (
    <form className="choose" role="search" onSubmit={send}>
      <label htmlFor={id}>{label}</label>
      <input id={id} name="text" type="search" onBlur={(event) => onSearch(event.currentTarget.value.trim())} />
    </form>
  )
}
