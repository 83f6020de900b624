import { defineScreen, type Screen } from '@lienmach/ui';
import { IconGitMerge } from '@tabler/icons-react';

/** The desk of the records office for people who have two records. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'patient-index.merge-desk',
    path: '/patient-index/merge-desk',
    title: { vi: 'Hồ sơ trùng', en: 'Duplicate records' },
    rail: { order: 41, icon: IconGitMerge, label: { vi: 'Hồ sơ trùng', en: 'Duplicates' } },
    door: {
      order: 41,
      hint: { vi: 'So hai hồ sơ, gộp lại, gỡ gộp', en: 'Compare two records, merge, take back' },
    },
    roles: ['records-clerk'],
    load: async () => (await import('./merge-desk.screen.tsx')).MergeDeskScreen,
  }),
];
