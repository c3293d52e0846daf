import { defineParameterType } from '@cucumber/cucumber'
import { resources } from '../client/index.ts'
import { names } from './names.ts'

const NAME = '[a-z0-9][a-z0-9.-]*'

/** An object named in a sentence: what it is called there, and its name. */
export interface Named {
  readonly what: string
  readonly name: string
}

/** The plural under which the trace records what a sentence calls "Pod" or "claim"; a StatefulSet is whatever kind is tested. */
export function pluralOf(what: string, workload: string): string {
  const plurals: Record<string, string> = {
    Pod: 'pods',
    claim: 'persistentvolumeclaims',
    revision: 'controllerrevisions',
    Service: 'services',
  }
  return plurals[what] ?? workload
}

export const resourceOf = { Pod: resources.pods, claim: resources.claims } as const

defineParameterType({ name: 'name', regexp: new RegExp(NAME), transformer: (text: string) => text })
defineParameterType({ name: 'names', regexp: new RegExp(`${NAME}(?:(?:, | and | to )${NAME})*`), transformer: names })
defineParameterType({
  name: 'object',
  regexp: new RegExp(`(StatefulSet|Pod|claim) (${NAME})`),
  transformer: (what: string, name: string): Named => ({ what, name }),
})
defineParameterType({ name: 'template', regexp: /old|new/, transformer: (text: string) => text })
