import { defineScreen, type Screen } from '@lienmach/ui';
import { IconFileImport } from '@tabler/icons-react';

/** Documents that patients carry from other facilities. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'clinical-documents.receive',
    path: '/clinical-documents/receive',
    title: { vi: 'Nhận giấy tờ nơi khác', en: 'Documents of others' },
    rail: { order: 42, icon: IconFileImport, label: { vi: 'Giấy đến', en: 'Take in' } },
    door: {
      order: 42,
      hint: { vi: 'Đưa tài liệu CDA của cơ sở khác vào hồ sơ', en: 'Take a CDA document of another facility in' },
    },
    roles: ['doctor', 'records-clerk'],
    load: async () => (await import('./receive.screen.tsx')).ReceiveScreen,
  }),
];
