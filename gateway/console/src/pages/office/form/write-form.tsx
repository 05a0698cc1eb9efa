import { type FormEvent, useId, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Operation } from '../../../graph/operation'
import { useWrite } from '../../../graph/use-write'
import { useWords } from '../../../i18n/words'
import { ErrorLines } from '../../../states/error-lines'
import { Failed } from '../../../states/failed'
import { type Field, newKey, valueOf } from './field'
import { FormField } from './form-field'
import { formWords } from './form-words'
import './form.css'

interface WriteFormProps<Data, Input> {
  readonly operation: Operation<Data, { input: Input }>
  readonly fields: readonly Field<Input>[]
  /** What of the input the page knows already. */
  readonly fixed: Partial<Input>
  /** What the button says. */
  readonly submit: string
  /** Says what was done, from the answer; without it only that it was. */
  readonly done?: (data: Data) => string
  /** Whether the mutation takes an `idempotencyKey`, so that a second press is no second record. */
  readonly hasKey?: boolean
}

/** A mutation as a form: its fields, a button, then what came of it. */
export function WriteForm<Data, Input>({
  operation,
  fields,
  fixed,
  submit,
  done,
  hasKey = false,
}: WriteFormProps<Data, Input>) {
  const say = useWords(formWords)
  const write = useWrite(operation)
  const form = useRef<HTMLFormElement>(null)
  const [key, setKey] = useState(newKey)
  const status = useId()

  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const entries = new FormData(event.currentTarget)
    const given = fields.flatMap((field) => {
      const value = valueOf(field, entries)
      return value === undefined ? [] : [[field.name, value] as const]
    })
    const input = { ...fixed, ...Object.fromEntries(given), ...(hasKey ? { idempotencyKey: key } : {}) } as Input
    write.mutate(
      { input },
      {
        onSuccess: () => {
          setKey(newKey())
          form.current?.reset()
        },
      },
    )
  }

  return (
    <form ref={form} className="write-form" onSubmit={send} aria-describedby={status}>
      {fields.map((field) => (
        <FormField key={field.name} field={field} />
      ))}
      <Button type="submit" className="button button-main" isDisabled={write.isPending}>
        {submit}
      </Button>
      <div id={status} role="status">
        {write.isSuccess && <p className="form-done">{done?.(write.data.data) ?? say('done')}</p>}
      </div>
      {write.isSuccess && write.data.errors.length > 0 && <ErrorLines errors={write.data.errors} />}
      {write.isError && <Failed error={write.error} />}
    </form>
  )
}
