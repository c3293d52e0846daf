import type { Pickle } from '@cucumber/messages'
import type { Resource } from '../client/index.ts'
import { isCustom } from '../client/index.ts'

/** What steps call a field, where that is not the last part of its path. */
const SPOKEN: Readonly<Record<string, RegExp>> = {
  'spec.volumeClaimTemplates': /\bclaim template|\bvolumeClaimTemplates\b/,
  'spec.serviceName': /\bserviceName\b|\bsubdomain\b/,
  'spec.updateStrategy.type': /\bOnDelete\b|\bRecreate\b/,
  'spec.updateStrategy.rollingUpdate.partition': /\bpartition\b/,
  'spec.ordinals.start': /\bordinals\b/,
  'status.updateRevision': /\bupdateRevision\b|\bnew update revision\b|\b(new|old) template\b/,
  'status.conditions': /^status\.conditions\b/m,
}

const spokenOf = (path: string): RegExp => SPOKEN[path] ?? new RegExp(`\\b${path.split('.').at(-1)}\\b`)

/** Why an example does not apply to a kind: it speaks of a field, or sends a patch, that the kind does not have. */
export function lackOf(kind: Resource, text: string): string | undefined {
  const [path, because] = Object.entries(kind.absent ?? {}).find(([each]) => spokenOf(each).test(text)) ?? []
  if (path) return `${kind.kind} has no ${path}: ${because}`
  if (isCustom(kind) && text.includes('strategic-merge-patch'))
    return `${kind.kind} is a custom resource, which API servers do not patch by strategic merge`
  return undefined
}

/** All that the steps of an example say. */
export const textOf = ({ steps }: Pick<Pickle, 'steps'>): string =>
  steps
    .flatMap(({ text, argument }) => [
      text,
      argument?.docString?.content ?? '',
      ...(argument?.dataTable?.rows ?? []).map(({ cells }) => cells.map(({ value }) => value).join(' | ')),
    ])
    .join('\n')
