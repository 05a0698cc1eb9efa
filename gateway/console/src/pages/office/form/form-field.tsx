import { useId } from 'react'
import { useWords } from '../../../i18n/words'
import type { Field } from './field'
import { formWords } from './form-words'
import { fieldWords } from './field-words'
import { Pick } from './pick/pick'

/** A field with its label and what helps to fill it in. */
export function FormField<Input>({ field }: { readonly field: Field<Input> }) {
  const say = useWords(fieldWords)
  const sayForm = useWords(formWords)
  const id = useId()
  const { name, kind, help, isOptional = false } = field
  const label = field.label ?? (isFieldName(name) ? say(name) : name)
  if (kind === 'choices') return <Choices field={field} label={label} />
  if (kind === 'yes') {
    return (
      <label className="form-yes">
        <input type="checkbox" name={name} /> {label}
      </label>
    )
  }
  return (
    <div className="form-field">
      <label htmlFor={id}>
        {label} {isOptional && <small>{sayForm('optional')}</small>}
      </label>
      <Control field={field} id={id} />
      {help !== undefined && <small id={`${id}-help`}>{help}</small>}
    </div>
  )
}

function Control<Input>({ field, id }: { readonly field: Field<Input>; readonly id: string }) {
  const say = useWords(formWords)
  const { name, kind, choices = [], isOptional = false, value, help, of } = field
  const common = {
    id,
    name,
    required: !isOptional,
    defaultValue: value,
    ...(help === undefined ? {} : { 'aria-describedby': `${id}-help` }),
  }
  if (kind === 'choice') {
    return (
      <select {...common}>
        {isOptional && <option value="">{say('none')}</option>}
        {choices.map(({ value: code, name: text }) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </select>
    )
  }
  if (of !== undefined) return <Pick {...common} of={of} />
  if (kind === 'text' || kind === 'lines') return <textarea {...common} rows={3} />
  return <input {...common} type={inputTypes[kind] ?? 'text'} {...(kind === 'number' ? { step: 'any' } : {})} />
}

const inputTypes: Readonly<Partial<Record<Field<never>['kind'], string>>> = {
  day: 'date',
  moment: 'datetime-local',
  number: 'number',
}

function Choices<Input>({ field, label }: { readonly field: Field<Input>; readonly label: string }) {
  const { name, choices = [] } = field
  return (
    <fieldset className="form-choices">
      <legend>{label}</legend>
      {choices.map(({ value, name: text }) => (
        <label key={value}>
          <input type="checkbox" name={name} value={value} /> {text}
        </label>
      ))}
    </fieldset>
  )
}

/** Whether a field has a label of its own among the words. */
function isFieldName(name: string): name is keyof (typeof fieldWords)['texts']['en'] {
  return Object.hasOwn(fieldWords.texts.en, name)
}
