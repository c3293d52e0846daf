/**
 * The admission plugins that kube-apiserver has on by default, as far as this server has them: NamespaceLifecycle,
 * DefaultStorageClass, StorageObjectInUseProtection, PersistentVolumeClaimResize, Priority and RuntimeClass, and the
 * counting part of ResourceQuota.
 *
 * The verbs create and update call them between decoding and validation, in the order in which kube-apiserver does. A
 * plugin changes the object in place, or throws a 403 Forbidden.
 */
export { admitChange, admitIntoNamespace, admitOfKind, mutate } from './admission.ts'
export { admitWithinQuota } from './quota.ts'
