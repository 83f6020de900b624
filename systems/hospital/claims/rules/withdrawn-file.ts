import { type ClaimFile, rowsOf } from './claim-file.ts';

/** Way of coming to care with which a claim is taken back. */
const TAKEN_BACK = '8';

/**
 * What was sent, marked as taken back. Everything else stays as the insurer has it.
 *
 * @source QĐ 3276/QĐ-BYT (17/10/2025), MA_DOITUONG_KCB 8: claim withdrawn (verified); that the file keeps its other rows: our reading (unsure)
 */
export function withdrawnFile(sent: ClaimFile): ClaimFile {
  const summary = rowsOf(sent, 'XML1').map((row) => new Map([...row, ['MA_DOITUONG_KCB', TAKEN_BACK]]));
  return new Map([...sent, ['XML1', summary]]);
}
