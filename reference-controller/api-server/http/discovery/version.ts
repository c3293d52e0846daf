const PATCHES: Readonly<Record<number, number>> = { 36: 3, 37: 2 }

/** The response to /version: the Kubernetes version that this server behaves like. */
export function version(minor = 36) {
  return {
    major: '1',
    minor: `${minor}`,
    emulationMajor: '1',
    emulationMinor: `${minor}`,
    minCompatibilityMajor: '1',
    minCompatibilityMinor: `${minor - 1}`,
    gitVersion: `v1.${minor}.${PATCHES[minor] ?? 0}+embedded`,
    gitCommit: '',
    gitTreeState: '',
    buildDate: '1970-01-01T00:00:00Z',
    goVersion: '',
    compiler: '',
    platform: `${process.platform}/${process.arch}`,
  }
}
