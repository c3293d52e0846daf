import type { KubeObject } from '../../client/index.ts'

/** Versions of different resources compare where one store orders them (capability global-order). */
export const versionOf = ({ metadata }: KubeObject): bigint => BigInt(metadata.resourceVersion ?? 0)
