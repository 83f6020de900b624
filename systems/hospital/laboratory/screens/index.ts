import { defineWidget, type Widget } from '@lienmach/ui';
import { IconListCheck } from '@tabler/icons-react';

/** What the laboratory puts on the screens of other rooms. */
export const widgets: readonly Widget[] = [
  defineWidget({
    id: 'laboratory.orders',
    slot: 'visit.orders',
    order: 10,
    title: { vi: 'Chỉ định', en: 'Orders' },
    key: 'F9',
    icon: IconListCheck,
    roles: ['doctor'],
    load: async () => (await import('./orders.widget.tsx')).OrdersWidget,
  }),
  defineWidget({
    id: 'laboratory.results',
    slot: 'visit.results',
    order: 10,
    title: { vi: 'Kết quả', en: 'Results' },
    roles: ['doctor', 'nurse'],
    load: async () => (await import('./results.widget.tsx')).ResultsWidget,
  }),
];
