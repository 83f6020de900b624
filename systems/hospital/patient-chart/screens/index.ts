import { defineScreen, type Screen } from '@lienmach/ui';
import { IconFolderHeart } from '@tabler/icons-react';

/** The chart of one patient. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'patient-chart.patient',
    path: '/patient-chart/patient/:id?',
    title: { vi: 'Hồ sơ người bệnh', en: 'Patient chart' },
    rail: { order: 40, icon: IconFolderHeart, label: { vi: 'Hồ sơ', en: 'Chart' } },
    door: { order: 40, hint: { vi: 'Diễn biến, kết quả, thuốc, giấy tờ', en: 'Course, results, medicines, papers' } },
    roles: ['doctor', 'nurse', 'lab-doctor', 'records-clerk'],
    opensPatient: (id) => `/patient-chart/patient/${id}`,
    takesScans: ['patient', 'identity-card', 'insurance-card'],
    load: async () => (await import('./chart.screen.tsx')).ChartScreen,
  }),
];
