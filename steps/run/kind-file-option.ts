import { Option } from 'commander'

/** Of every command that certifies a kind, or looks at a cluster for that. */
export const kindFileOption = () =>
  new Option(
    '--kind-file <file>',
    'the target file, which describes the kind to certify (default: apps/v1 StatefulSet)',
  )
