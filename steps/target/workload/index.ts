/**
 * What the suite's Pods run where nodes are real: a program of some hundred lines without dependencies, in an image
 * that holds nothing else. It proves that a Pod lives, that its volumes keep what an earlier Pod wrote, and what the
 * cluster's DNS says to a Pod; it listens nowhere, needs no privilege, and ends at once on SIGTERM.
 *
 * The image is compiled and packed here, without docker and without a registry: a cluster of machines that reach
 * nothing can be certified too. Who has a registry of their own gives `--image` instead.
 */
export { workloadArchive } from './build.ts'
