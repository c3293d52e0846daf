import { request } from 'undici'
import { z } from 'zod'
import type { ControlAddress } from './target.ts'

const answered = z.object({ capabilities: z.record(z.string(), z.unknown()) })

/**
 * Asks a control endpoint what it offers.
 * @throws Error when it does not answer as one, with what to do about it
 */
export async function offeredBy(address: ControlAddress | undefined): Promise<string[]> {
  if (!address) return []
  const { url, token } = address
  const answer = await request(url, { headers: { authorization: `Bearer ${token}` } }).catch((cause: Error) => {
    throw new Error(`no control endpoint answers at ${url}; is the cluster that printed it still up?`, { cause })
  })
  const text = await answer.body.text()
  if (answer.statusCode !== 200)
    throw new Error(`the control endpoint at ${url} answered ${answer.statusCode} to GET /: ${text.slice(0, 500)}`)
  const capabilities = answered.safeParse(jsonIn(text)).data?.capabilities
  if (!capabilities)
    throw new Error(`expected ${url} to be a control endpoint, found that it answers: ${text.slice(0, 500)}`)
  return Object.keys(capabilities)
}

/** Sends an order without a body to a control endpoint. @returns the refusal, if it was refused */
export async function order(
  { url, token }: ControlAddress,
  path: string,
): Promise<{ readonly code: number; readonly message: string } | undefined> {
  const answer = await request(url + path, { method: 'POST', headers: { authorization: `Bearer ${token}` } })
  const text = await answer.body.text()
  if (answer.statusCode === 204) return undefined
  return { code: answer.statusCode, message: JSON.parse(text).message }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
