import { renderAllure } from '../../reports/format/html.ts'
import { exitCodes } from './errors.ts'

/** Generates the pages of the last run and prints their location. */
export async function renderReport(folder: string): Promise<number> {
  console.log(await renderAllure(folder))
  return exitCodes.conformant
}
