/** Opens when so many have arrived, and stays open. */
export interface Gate {
  /** Arrives, and waits until it is open. @throws what it was shut by. */
  arrive(): Promise<void>
  /** Sends away who waits and who still arrives. What is open stays open. */
  shut(reason: Error): void
}

export function openGate(count: number): Gate {
  let arrived = 0
  let open: () => void
  let shut: (reason: Error) => void
  const opened = new Promise<void>((resolve, reject) => {
    open = resolve
    shut = reject
  })
  // Nobody may be waiting when it is shut.
  opened.catch(() => undefined)
  return {
    arrive() {
      arrived += 1
      if (arrived === count) open()
      return opened
    },
    shut: (reason) => shut(reason),
  }
}
