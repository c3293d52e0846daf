import { defineParameterType } from '@cucumber/cucumber'
import type { Named } from './named.ts'
import { names } from './names.ts'

const NAME = '[a-z0-9][a-z0-9.-]*'

defineParameterType({ name: 'name', regexp: new RegExp(NAME), transformer: (text: string) => text })
defineParameterType({ name: 'names', regexp: new RegExp(`${NAME}(?:(?:, | and | to )${NAME})*`), transformer: names })
defineParameterType({
  name: 'object',
  regexp: new RegExp(`(StatefulSet|Pod|claim) (${NAME})`),
  transformer: (what: string, name: string): Named => ({ what, name }),
})
defineParameterType({
  name: 'beside',
  regexp: new RegExp(`(claim|quota) (${NAME})`),
  transformer: (what: string, name: string): Named => ({ what, name }),
})
defineParameterType({ name: 'template', regexp: /old|new/, transformer: (text: string) => text })
