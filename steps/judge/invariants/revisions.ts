import type { Recorded, Seen } from '../../observe/trace.ts'

/** The creations of ControllerRevisions of that name. */
export const revisionsNamed = ({ entries }: Recorded, name: string): Seen[] =>
  entries.filter(
    (entry): entry is Seen =>
      entry.kind === 'seen' &&
      entry.resource === 'controllerrevisions' &&
      entry.type === 'ADDED' &&
      entry.object.metadata.name === name,
  )
