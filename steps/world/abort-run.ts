/**
 * The end of a run before its time, said to all of its threads: the target has died, or the user wants to stop. What is
 * left of the run ends at once, as harness errors, and sends nothing more.
 */
const channel = new BroadcastChannel('statefulset-conformance: the run is aborted')
const listeners = new Set<() => void>()
let reason: string | undefined

function learn(why: string): void {
  if (reason !== undefined) return
  reason = why
  for (const listener of listeners) listener()
}

channel.onmessage = (event) => learn(String((event as MessageEvent).data))
// A run that has ended does not wait for the news of its end.
channel.unref()

/** Ends the run early in every thread of this process, with the reason; the first reason stays. */
export function abortRun(why: string): void {
  channel.postMessage(why)
  learn(why)
}

/** Why the run was ended early; undefined if it was not. */
export const abortReason = (): string | undefined => reason

/** Calls back once if the run is ended early, at once if it has been. */
export function onRunAborted(listener: () => void): void {
  if (reason !== undefined) listener()
  else listeners.add(listener)
}
