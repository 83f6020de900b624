import { defineWidget, type Widget } from '@lienmach/ui';
import { IconShieldCheck } from '@tabler/icons-react';

/** What claims put on the screens of other rooms. */
export const widgets: readonly Widget[] = [
  defineWidget({
    id: 'claims.visit-findings',
    slot: 'visit.orders',
    order: 80,
    title: { vi: 'BHYT', en: 'Insurance' },
    key: 'Alt+B',
    isKeyHidden: true,
    icon: IconShieldCheck,
    roles: ['doctor'],
    load: async () => (await import('./visit-findings.widget.tsx')).VisitFindings,
  }),
];
