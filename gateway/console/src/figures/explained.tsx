import { type ReactNode, useId, useRef } from 'react'
import './figures.css'

interface ExplainedProps {
  /** A word that does not explain itself. */
  readonly word: ReactNode
  /** What it means, and what to do. */
  readonly reason: ReactNode
}

/** A word with its meaning within reach: pressed by mouse, touch or keyboard it opens; Escape or a press elsewhere closes it. */
export function Explained({ word, reason }: ExplainedProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const bubble = useRef<HTMLSpanElement>(null)
  const place = () => {
    const at = button.current?.getBoundingClientRect()
    const of = bubble.current
    if (at === undefined || of === null) return
    const { width, height } = of.getBoundingClientRect()
    const isRoomBelow = at.bottom + height + margin < window.innerHeight
    of.style.left = `${Math.max(margin, Math.min(at.left, window.innerWidth - width - margin))}px`
    of.style.top = `${isRoomBelow ? at.bottom + 4 : Math.max(margin, at.top - height - 4)}px`
  }
  return (
    <>
      <button ref={button} type="button" className="explained" popoverTarget={id}>
        {word}
      </button>
      <span ref={bubble} id={id} popover="auto" className="explained-reason" onToggle={place}>
        {reason}
      </span>
    </>
  )
}

/** How far it stays from the edges of the window, in pixels. */
const margin = 8
