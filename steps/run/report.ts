import { renderAllure } from '../../reports/format/html.ts'
import { exitCodes } from './errors.ts'

/** Makes the pages of the last run and says where they are. */
export async function renderReport(folder: string): Promise<number> {
  console.log(await renderAllure(folder))
  return exitCodes.conformant
}
