import './controls.css'

interface TicksProps<Value extends string> {
  readonly label: string
  readonly options: readonly (readonly [value: Value, name: string])[]
  readonly chosen: readonly Value[]
  readonly onChange: (chosen: readonly Value[]) => void
}

/** A choice of several out of a few, all in sight. What is chosen keeps the order of the options. */
export function Ticks<Value extends string>({ label, options, chosen, onChange }: TicksProps<Value>) {
  const toggle = (value: Value) =>
    onChange(
      options
        .map(([option]) => option)
        .filter((option) => (option === value ? !chosen.includes(option) : chosen.includes(option))),
    )
  return (
    <fieldset className="segments">
      <legend>{label}</legend>
      {options.map(([value, name]) => (
        <label key={value}>
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  )
}
