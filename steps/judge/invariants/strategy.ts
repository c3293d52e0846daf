import type { KubeObject } from '../../client/index.ts'

interface Strategic {
  readonly updateStrategy?: {
    readonly type?: string
    readonly rollingUpdate?: { readonly partition?: number; readonly maxUnavailable?: number | string }
  }
}

const strategyOf = ({ spec = {} }: KubeObject) => (spec as Strategic).updateStrategy ?? {}

export const isOnDelete = (set: KubeObject): boolean => strategyOf(set).type === 'OnDelete'

export const isRolling = (set: KubeObject): boolean => (strategyOf(set).type ?? 'RollingUpdate') === 'RollingUpdate'

export const partitionOf = (set: KubeObject): number => strategyOf(set).rollingUpdate?.partition ?? 0

export const maxUnavailableOf = (set: KubeObject): number | string => strategyOf(set).rollingUpdate?.maxUnavailable ?? 1
