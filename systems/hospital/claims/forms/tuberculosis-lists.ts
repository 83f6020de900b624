/**
 * What HIV care and treatment of tuberculosis ask in the same words.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), code lists of bảng 6 and 15 (verified)
 */
export const treatmentKinds = { 0: 'Không điều trị lao', 1: 'Lao tiềm ẩn', 2: 'Lao nhạy cảm', 3: 'Lao kháng thuốc' };

const names =
  'A1 A2 A1a A2a B1 B2 B2a|Cá thể|C1a C1b C2a C2b C3 BPaL-M BPaL D1 D2 E|Khác (kháng thuốc)|6H/9H 3RH 3HP 1HP 4R 6L INH|Khác (tiềm ẩn)';

/** Regimens by number, from 1. @source QĐ 3176/QĐ-BYT (29/10/2024), PHACDO_DTRI_LAO (verified) */
export const regimens: Readonly<Record<string, string>> = Object.fromEntries(
  names
    .split('|')
    .flatMap((group) => (/^(?:Cá|Khác)/.test(group) ? [group] : group.split(' ')))
    .map((name, at) => [String(at + 1), name]),
);
