import type { Bilingual } from '@lienmach/ui';
import {
  type Icon,
  IconBuildingHospital,
  IconCalculator,
  IconCash,
  IconClipboardHeart,
  IconDeviceTv,
  IconFileCertificate,
  IconFlask,
  IconMicroscope,
  IconPlugConnected,
  IconSettings,
  IconStethoscope,
  IconUserPlus,
  IconUserShield,
} from '@tabler/icons-react';

interface RoleWords {
  readonly title: Bilingual;
  readonly icon: Icon;
}

const words: Readonly<Record<string, RoleWords>> = {
  registrar: { title: { vi: 'Tiếp đón', en: 'Reception' }, icon: IconUserPlus },
  doctor: { title: { vi: 'Bác sĩ', en: 'Doctor' }, icon: IconStethoscope },
  nurse: { title: { vi: 'Điều dưỡng', en: 'Nurse' }, icon: IconClipboardHeart },
  'lab-technician': { title: { vi: 'KTV xét nghiệm', en: 'Laboratory technician' }, icon: IconFlask },
  'lab-doctor': { title: { vi: 'Bác sĩ xét nghiệm', en: 'Laboratory doctor' }, icon: IconMicroscope },
  'lab-head': { title: { vi: 'Trưởng khoa xét nghiệm', en: 'Head of laboratory' }, icon: IconMicroscope },
  cashier: { title: { vi: 'Thu ngân', en: 'Cashier' }, icon: IconCash },
  'claims-clerk': { title: { vi: 'Giám định BHYT', en: 'Insurance clerk' }, icon: IconUserShield },
  'records-clerk': { title: { vi: 'Hồ sơ bệnh án', en: 'Records' }, icon: IconFileCertificate },
  accountant: { title: { vi: 'Kế toán', en: 'Accountant' }, icon: IconCalculator },
  board: { title: { vi: 'Bảng gọi số', en: 'Waiting board' }, icon: IconDeviceTv },
  integrator: { title: { vi: 'Tích hợp', en: 'Integration' }, icon: IconPlugConnected },
  administrator: { title: { vi: 'Quản trị', en: 'Administrator' }, icon: IconSettings },
};

const other: RoleWords = { title: { vi: 'Nhân viên', en: 'Staff' }, icon: IconBuildingHospital };

/** A role as people say it. */
export const roleWords = (roles: readonly string[]): RoleWords => words[roles[0] ?? ''] ?? other;
