const bare = (text: string): string =>
  text
    .trim()
    .toUpperCase()
    .replace(/^(?:BN|P)[-:]?(?=\d)/, '');

/**
 * Does a scanned wristband or label name this patient? By the whole patient number, never by a part of it.
 *
 * @source none: own choice
 */
export const isScanOf = (scan: string, patientNumber: string | undefined): boolean =>
  patientNumber !== undefined && bare(patientNumber) !== '' && bare(scan) === bare(patientNumber);
