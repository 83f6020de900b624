import { defineWidget, type Widget } from '@lienmach/ui';
import { IconPill } from '@tabler/icons-react';

/** What prescribing puts on the screens of other rooms. */
export const widgets: readonly Widget[] = [
  defineWidget({
    id: 'prescribing.prescription',
    slot: 'visit.orders',
    order: 20,
    title: { vi: 'Đơn thuốc', en: 'Prescription' },
    key: 'F8',
    icon: IconPill,
    roles: ['doctor'],
    load: async () => (await import('./prescription.widget.tsx')).PrescriptionWidget,
  }),
];
