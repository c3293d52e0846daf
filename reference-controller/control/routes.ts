import { type Capability, type ControllerControl, type Controls, type NodeControl, offers } from './controls.ts'
import { ControlError, leapIn, refusalsIn, restQuestionIn } from './input.ts'

/** A request to the endpoint, taken apart. */
export interface ControlRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  /** Reads the body as JSON. */
  readonly body: () => Promise<unknown>
  /** Aborts when the client disconnects. */
  readonly gone: AbortSignal
}

interface Route {
  readonly method: string
  /** A word in capitals is a placeholder. */
  readonly path: string
  readonly capability: Capability
  /** Answers what to send, or nothing. */
  run(controls: Required<Controls>, request: ControlRequest, word: string): Promise<unknown> | unknown
}

const controllerRoute = (action: keyof ControllerControl): Route => ({
  method: 'POST',
  path: `/controller/${action}`,
  capability: 'controller-restart',
  run: ({ controller }) => controller[action](),
})

const nodeRoute = (action: keyof NodeControl): Route => ({
  method: 'POST',
  path: `/nodes/NAME/${action}`,
  capability: 'node-fault',
  run: ({ nodes }, _, name) => nodes[action](name),
})

const ROUTES: readonly Route[] = [
  controllerRoute('start'),
  controllerRoute('stop'),
  controllerRoute('restart'),
  {
    method: 'POST',
    path: '/clock/leap',
    capability: 'clock',
    run: async ({ leap }, { body }) => leap(leapIn(await body())),
  },
  nodeRoute('disconnect'),
  nodeRoute('return'),
  {
    method: 'PUT',
    path: '/refusals',
    capability: 'refusals',
    run: async ({ refuse }, { body }) => refuse(refusalsIn(await body())),
  },
  { method: 'POST', path: '/history/forget', capability: 'forget', run: ({ forget }) => forget() },
  {
    method: 'GET',
    path: '/rest',
    capability: 'rest',
    run: ({ rest }, { query, gone }) => rest(restQuestionIn(query), gone),
  },
]

/** Carries a request out. @returns the body of the response, `undefined` if it has none. */
export async function carryOut(controls: Controls, request: ControlRequest): Promise<unknown> {
  const { method, path } = request
  if (method === 'GET' && path === '/') return { capabilities: capabilitiesOf(controls) }
  for (const route of ROUTES) {
    const word = route.method === method ? wordIn(path, route.path) : undefined
    if (word === undefined) continue
    if (controls[offers[route.capability]] === undefined) throw new ControlError(501, lackOf(controls, route))
    return route.run(controls as Required<Controls>, request, word)
  }
  const known = ['GET /', ...ROUTES.map((route) => `${route.method} ${route.path}`)].join(', ')
  throw new ControlError(404, `there is no ${method} ${path}; there are ${known}`)
}

function capabilitiesOf(controls: Controls): Partial<Record<Capability, object>> {
  const names = Object.keys(offers) as Capability[]
  const offered = names.filter((name) => controls[offers[name]] !== undefined)
  return Object.fromEntries(offered.map((name) => [name, name === 'dns' ? controls.dns : {}]))
}

function lackOf({ lacking }: Controls, { capability, path }: Route): string {
  return `${path} needs the capability ${capability}, which this target lacks: ${lacking[capability] ?? 'it has none of its kind'}`
}

/** Returns the value of the placeholder, empty without one; `undefined` if the path does not match. */
function wordIn(path: string, pattern: string): string | undefined {
  const [words, wanted] = [path.split('/'), pattern.split('/')]
  if (words.length !== wanted.length) return undefined
  let found = ''
  for (const [index, word] of words.entries()) {
    if (wanted[index] === 'NAME' && word !== '') found = word
    else if (word !== wanted[index]) return undefined
  }
  return found
}
