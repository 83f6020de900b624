import { defineWidget, type Widget } from '@lienmach/ui';
import { IconCertificate } from '@tabler/icons-react';

/** What the patient takes home from the doctor's room. */
export const widgets: readonly Widget[] = [
  defineWidget({
    id: 'visit-papers.papers',
    slot: 'visit.orders',
    order: 95,
    title: { vi: 'Giấy tờ', en: 'Papers' },
    key: 'Alt+G',
    icon: IconCertificate,
    roles: ['doctor'],
    load: async () => (await import('./papers.widget.tsx')).PapersWidget,
  }),
];
