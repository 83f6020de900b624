import { type Bilingual, useWords } from '@lienmach/ui';

const words: Readonly<Record<string, Bilingual>> = {
  registrar: { vi: 'Tiếp đón', en: 'Reception' },
  nurse: { vi: 'Điều dưỡng', en: 'Nurse' },
  doctor: { vi: 'Bác sĩ', en: 'Doctor' },
  'lab-technician': { vi: 'Kỹ thuật viên xét nghiệm', en: 'Laboratory technician' },
  'lab-doctor': { vi: 'Bác sĩ xét nghiệm', en: 'Laboratory doctor' },
  cashier: { vi: 'Thu ngân', en: 'Cashier' },
  'claims-clerk': { vi: 'Thanh toán BHYT', en: 'Insurance clerk' },
  'records-clerk': { vi: 'Lưu trữ hồ sơ', en: 'Records' },
  accountant: { vi: 'Kế toán', en: 'Accountant' },
  board: { vi: 'Màn hình gọi số', en: 'Waiting board' },
  integrator: { vi: 'Tích hợp', en: 'Integration' },
  administrator: { vi: 'Quản trị', en: 'Administrator' },
};

export const allRoles: readonly string[] = Object.keys(words);

/** Roles as people say them, in the order of the house. */
export function useRoleWords(): (roles: readonly string[]) => string {
  const word = useWords();
  return (roles) =>
    [...allRoles.filter((role) => roles.includes(role)), ...roles.filter((role) => !allRoles.includes(role))]
      .map((role) => (words[role] === undefined ? role : word(words[role])))
      .join(', ');
}
