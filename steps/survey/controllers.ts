import type { Question } from './answer.ts'

/**
 * Nothing in the API says which of upstream's controllers run, so a survey that creates nothing cannot know. They are
 * tried in the run, in the canary's namespace, by the first scenario that needs them (steps/world/probes.ts).
 */
export const controllers: Question = {
  what: 'garbage collector, EndpointSlices',
  ask: async () => ({ found: 'tried when the run begins', capabilities: ['gc', 'endpoints'] }),
}
