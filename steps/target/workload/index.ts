/**
 * The program of the suite's Pods on real nodes: some hundred lines without dependencies, in an image
 * that holds nothing else. It shows that a Pod runs, that its volumes keep the data of earlier Pods, and the answers of
 * the cluster's DNS; it opens no port, needs no privilege, and ends at once on SIGTERM.
 *
 * The image is compiled and packed here, without docker and without a registry: a cluster of machines that reach
 * nothing can be certified too. Where there is no Go, the container engine of kind compiles it. Who has a registry of their own gives `--image` instead.
 */
export { workloadArchive } from './build.ts'
