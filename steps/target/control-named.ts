import type { ControlAddress } from './target.ts'

/** The environment variable for the token of a control endpoint: command lines are visible to others, and reported. */
export const CONTROL_TOKEN = 'STATEFULSET_CONFORMANCE_CONTROL_TOKEN'

/**
 * The control endpoint that a user names by its URL; its token is in the environment.
 * @throws Error that names what is missing
 */
export function controlNamed(given: string, env: NodeJS.ProcessEnv = process.env): ControlAddress {
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new Error(`expected --control to be a URL such as http://127.0.0.1:8001, found ${given}`)
  if (url.username || url.password)
    throw new Error(`--control: the command line is part of the report: put the token into ${CONTROL_TOKEN} instead`)
  const token = env[CONTROL_TOKEN]
  if (!token) throw new Error(`--control needs the endpoint’s token in ${CONTROL_TOKEN}, which is not set`)
  return { url: url.href.replace(/\/$/, ''), token }
}
