import { useId } from 'react'
import type { Choice } from './field'
import './form.css'

interface ChooseProps {
  readonly label: string
  /** What stands for no choice; left out where there has to be one. */
  readonly all?: string
  readonly choices: readonly Choice[]
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Narrows what a page lists. */
export function Choose({ label, all, choices, value, onChange }: ChooseProps) {
  const id = useId()
  return (
    <div className="choose">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {all !== undefined && <option value="">{all}</option>}
        {choices.map(({ value: code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
