/**
 * Puts the requests of testdata/requests to a real API server and keeps its answers in testdata/recorded:
 *
 *   node generate-recorded.ts --server https://127.0.0.1:6443 --token TOKEN --date 2026-01-31
 *
 * The server must be a throw-away one: the requests create namespaces, nodes and volumes, and leave them.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import mergePatch from 'json-merge-patch'
import { Agent, request } from 'undici'
import { servedNames } from '../names.ts'
import { type Answer, created, type Json, masked, patchOf, readSuites, requestFiles, type Step, type Suite } from './recording.ts'

const CONTENT_TYPES = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
}

type Send = (method: string, path: string, body: string, contentType?: string) => Promise<Answer>

function connect(server: string, token: string): Send {
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false } })
  return async (method, path, body, contentType = 'application/json') => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': contentType }
    const answer = await request(`${server}${path}`, { method: method as 'POST', headers, body, dispatcher })
    const lines = [answer.headers['warning'] ?? []].flat()
    const quoted = lines.flatMap((line) => line.match(/(?<=299 - ")(?:\\.|[^"\\])*(?=")/g) ?? [])
    const warnings = quoted.map((text) => text.replace(/\\(.)/g, '$1'))
    return { code: answer.statusCode, warnings, body: await answer.body.json() }
  }
}

async function recordSuite(send: Send, suite: Suite): Promise<Answer[][]> {
  const names = servedNames().find(({ plural }) => plural === suite.plural)
  if (!names) throw new Error(`requests for ${suite.plural}, which is not served`)
  const root = names.group ? `/apis/${names.group}/v1` : '/api/v1'
  const collection = `${root}${names.namespaced ? '/namespaces/golden' : ''}/${suite.plural}`
  const answers: Answer[][] = []
  for (const { name, steps } of suite.cases) {
    let last: Json = {}
    const given: Answer[] = []
    for (const step of steps) {
      const answer = await sendStep(send, collection, { step, last, base: suite.base, name })
      if (answer.code < 300) last = answer.body as Json
      given.push(answer)
    }
    answers.push(given)
  }
  return answers
}

interface Call {
  step: Step
  last: Json
  base: Json
  name: string
}

async function sendStep(send: Send, collection: string, { step, last, base, name }: Call): Promise<Answer> {
  const query = step.query ? `?${step.query}` : ''
  const path = `${collection}/${(last['metadata'] as { name?: string })?.name}${step.subresource ? `/${step.subresource}` : ''}${query}`
  const patch = patchOf(step)
  if (patch) return send('PATCH', path, JSON.stringify(patch.body), CONTENT_TYPES[patch.type])
  if (step.put) return send('PUT', path, JSON.stringify(mergePatch.apply(structuredClone(last), step.put)))
  if (step.text !== undefined) return send('POST', `${collection}${query}`, step.text)
  return send('POST', `${collection}${query}`, JSON.stringify(created(step, base, name)))
}

async function main(): Promise<void> {
  const options = { server: { type: 'string' }, token: { type: 'string', default: '' }, date: { type: 'string' } } as const
  const { server, token, date } = parseArgs({ options }).values
  if (!server || !date) throw new Error('expected --server, --token and --date; see the head of this file')
  const send = connect(server, token)
  const { gitVersion } = (await send('GET', '/version', '')).body as { gitVersion: string }
  await send('POST', '/api/v1/namespaces', JSON.stringify({ metadata: { name: 'golden' } }))
  for (const file of requestFiles()) {
    const suites: Record<string, Answer[][]> = {}
    for (const suite of readSuites(file)) suites[suite.plural] = masked(await recordSuite(send, suite)) as Answer[][]
    const recorded = { source: { version: gitVersion, date }, suites }
    const target = new URL(`./recorded/${file.replace('.yaml', '.json')}`, import.meta.url)
    writeFileSync(target, `${JSON.stringify(recorded, null, 1)}\n`)
  }
}

if (import.meta.main) await main()
