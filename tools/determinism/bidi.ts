/** One session of WebDriver BiDi: commands out, answers in. */
export interface BidiSession {
  /** Sends a command and awaits its result; rejects with the browser's own words when it refuses, and when the connection ends. */
  readonly send: <T>(method: string, params: object) => Promise<T>
  readonly close: () => void
}

interface Answer {
  readonly id?: number
  readonly result?: unknown
  readonly error?: string
  readonly message?: string
}

interface Waiting {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

/**
 * Connects to a browser's BiDi address (W3C WebDriver BiDi, `ws://…/session`). Four commands are all that we need of it, so it is spoken
 * here directly: the libraries for it weigh tens of megabytes, and the newest no longer runs on the oldest Node that we support.
 */
export async function openBidi(address: string): Promise<BidiSession> {
  const socket = new WebSocket(address)
  const waiting = new Map<number, Waiting>()
  await opened(socket)
  socket.addEventListener('message', ({ data }) => settle(waiting, JSON.parse(String(data)) as Answer))
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the browser closed its connection'))
    waiting.clear()
  })
  let id = 0
  return {
    send: <T>(method: string, params: object) =>
      new Promise<T>((resolve, reject) => {
        waiting.set(++id, { resolve: resolve as (result: unknown) => void, reject })
        socket.send(JSON.stringify({ id, method, params }))
      }),
    close: () => socket.close(),
  }
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve())
    socket.addEventListener('error', () => reject(new Error('the browser does not answer at its BiDi address')))
  })
}

/** An answer without an id is an event; nobody asked for one. */
function settle(waiting: Map<number, Waiting>, { id, result, error, message }: Answer): void {
  const asked = id === undefined ? undefined : waiting.get(id)
  if (id === undefined || asked === undefined) return
  waiting.delete(id)
  if (error === undefined) asked.resolve(result)
  else asked.reject(new Error(`${error}: ${message}`))
}
