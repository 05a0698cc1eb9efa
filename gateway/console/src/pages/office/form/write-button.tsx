import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Operation } from '../../../graph/operation'
import { useWrite } from '../../../graph/use-write'
import { useWords } from '../../../i18n/words'
import { Failed } from '../../../states/failed'
import { formWords } from './form-words'
import './form.css'

interface WriteButtonProps<Data, Input> {
  readonly operation: Operation<Data, { input: Input }>
  readonly input: Input
  /** What the button says. */
  readonly label: string
  /** What is asked before it is done. */
  readonly question: string
}

/** A mutation that takes no more than a press, and a second one to be sure. */
export function WriteButton<Data, Input>({ operation, input, label, question }: WriteButtonProps<Data, Input>) {
  const say = useWords(formWords)
  const write = useWrite(operation)
  const [isAsked, setAsked] = useState(false)
  if (!isAsked) {
    return (
      <Button className="button" onPress={() => setAsked(true)}>
        {label}
      </Button>
    )
  }
  return (
    <div className="write-sure" role="group" aria-label={label}>
      <span>{question}</span>
      <Button
        className="button button-main"
        ref={focus}
        isDisabled={write.isPending}
        onPress={() => write.mutate({ input })}
      >
        {say('sure')}
      </Button>
      <Button className="button" onPress={() => setAsked(false)}>
        {say('leave')}
      </Button>
      {write.isError && <Failed error={write.error} />}
    </div>
  )
}

/** Whoever pressed the first button goes on at the second. */
function focus(element: HTMLElement | null): void {
  element?.focus()
}
