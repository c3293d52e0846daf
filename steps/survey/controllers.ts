import type { Question } from './answer.ts'

/**
 * The API does not show which of upstream's controllers run, and a survey creates nothing. The first scenario that
 * needs one of them tries it, in the namespace of the sentinel (steps/world/trials.ts).
 */
export const controllers: Question = {
  what: 'garbage collector, EndpointSlices, disruption budgets',
  ask: async () => ({ found: 'tried when the run begins', capabilities: ['gc', 'endpoints', 'disruption'] }),
}
