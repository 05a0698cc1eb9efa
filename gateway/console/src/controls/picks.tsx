import { type ReactNode, useContext } from 'react'
import { Button } from 'react-aria-components/Button'
import { ComboBox, ComboBoxStateContext } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { type Key, ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { useWords } from '../i18n/words'
import { controlWords } from './control-words'
import './controls.css'

interface PicksProps<Value extends string> {
  readonly label: string
  readonly options: readonly (readonly [value: Value, name: string])[]
  readonly chosen: readonly Value[]
  readonly onChange: (chosen: readonly Value[]) => void
  /** The name of what was chosen and is not among the options. Default: the value itself. */
  readonly nameOf?: (value: Value) => ReactNode
}

/** A choice of several out of many: what is chosen as chips that can be taken away, and a list to tick more in, found by a part of the name. */
export function Picks<Value extends string>({
  label,
  options,
  chosen,
  onChange,
  nameOf = (value) => value,
}: PicksProps<Value>) {
  const say = useWords(controlWords)
  const names = new Map(options)
  const change = (keys: readonly Key[]) => {
    const added = options.map(([value]) => value).filter((value) => keys.includes(value) && !chosen.includes(value))
    onChange([...chosen.filter((value) => keys.includes(value)), ...added])
  }
  return (
    <ComboBox className="picks" selectionMode="multiple" value={chosen} onChange={change}>
      <Label>{label}</Label>
      {chosen.length > 0 && (
        <ul className="chips">
          {chosen.map((value) => (
            <li key={value} className="chip">
              {names.get(value) ?? nameOf(value)}
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
      <div className="picks-add">
        <AddInput placeholder={say('add')} />
        <Button className="picks-open">▾</Button>
      </div>
      <Popover className="picks-list">
        <ListBox renderEmptyState={() => <p className="picks-none">{say('none')}</p>}>
          {options.map(([value, name]) => (
            <ListBoxItem key={value} id={value} textValue={name} className="picks-option">
              {name}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

/** Where the name is typed; a click shows the whole list. */
function AddInput({ placeholder }: { readonly placeholder: string }) {
  const state = useContext(ComboBoxStateContext)
  return <Input placeholder={placeholder} onClick={() => state?.open(null, 'manual')} />
}
