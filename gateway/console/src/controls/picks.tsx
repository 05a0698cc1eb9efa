import { useId } from 'react'
import { useWords } from '../i18n/words'
import { controlWords } from './control-words'
import './controls.css'

interface PicksProps<Value extends string> {
  readonly label: string
  readonly options: readonly (readonly [value: Value, name: string])[]
  readonly chosen: readonly Value[]
  readonly onChange: (chosen: readonly Value[]) => void
}

/** A choice of several out of many: what is chosen as chips that can be taken away, the others in a list to add from. */
export function Picks<Value extends string>({ label, options, chosen, onChange }: PicksProps<Value>) {
  const say = useWords(controlWords)
  const id = useId()
  const names = new Map(options)
  return (
    <div className="picks">
      <label htmlFor={id}>{label}</label>
      {chosen.length > 0 && (
        <ul className="chips">
          {chosen.map((value) => (
            <li key={value} className="chip">
              {names.get(value) ?? value}
              <button
                type="button"
                aria-label={say('remove', { name: names.get(value) ?? value })}
                onClick={() => onChange(chosen.filter((other) => other !== value))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <select
        id={id}
        value=""
        onChange={({ target }) => target.value !== '' && onChange([...chosen, target.value as Value])}
      >
        <option value="">{say('add')}</option>
        {options
          .filter(([value]) => !chosen.includes(value))
          .map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
      </select>
    </div>
  )
}
