/** The contents of a go.mod with `tool` lines that describe the binaries built from it. */
export interface Pinned {
  readonly kubernetes: string
  readonly etcd: string
  readonly go: string
}

/** Reads the pinned versions. */
export function pinnedVersions(goMod: string): Pinned {
  const required = (module: string) =>
    firstGroup(goMod, new RegExp(`^\\s*(?:require\\s+)?${module} (v\\S+)`, 'm'), module)
  return {
    kubernetes: required('k8s\\.io/kubernetes'),
    etcd: required('go\\.etcd\\.io/etcd/server/v3'),
    go: firstGroup(goMod, /^go (\S+)$/m, 'go'),
  }
}

function firstGroup(text: string, pattern: RegExp, what: string): string {
  const found = pattern.exec(text)?.[1]
  if (!found) throw new Error(`the go.mod of the control plane names no version of ${what.replaceAll('\\', '')}`)
  return found
}

/** The linker flags that give a Kubernetes binary its version; without them it reports v0.0.0-master and gates misbehave. */
export function versionLinkerFlags(kubernetes: string): string {
  const [major, minor] = kubernetes.replace(/^v/, '').split('.')
  const set = (name: string, value: string | undefined) => `-X k8s.io/component-base/version.${name}=${value}`
  return ['-s -w', set('gitVersion', kubernetes), set('gitMajor', major), set('gitMinor', minor)].join(' ')
}

/** The version in what `kube-apiserver --version`, `kube-controller-manager --version` or `etcd --version` prints. */
export function printedVersion(output: string): string | undefined {
  const version = /^(?:Kubernetes|etcd Version:) v?(\d\S*)$/m.exec(output)?.[1]
  return version && `v${version}`
}

/** True if a version such as go1.26.8 is at least 1.26.0; a release candidate counts as its release. */
export function atLeast(version: string, minimum: string): boolean {
  const numbers = (text: string) => [...text.matchAll(/\d+/g)].slice(0, 3).map(Number)
  const [have, want] = [numbers(version.replace(/(?:rc|beta).*/, '')), numbers(minimum)]
  const differing = [0, 1, 2].find((part) => (have[part] ?? 0) !== (want[part] ?? 0))
  return differing === undefined || (have[differing] ?? 0) > (want[differing] ?? 0)
}
