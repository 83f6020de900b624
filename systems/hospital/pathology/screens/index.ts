import { codeSystems } from '@lienmach/core';
import { defineScreen, defineWidget, type Screen, type Widget } from '@lienmach/ui';
import { IconSlice } from '@tabler/icons-react';
import { PATHOLOGY_CALL } from '../rules/pathology-call.ts';

/** What pathology puts on the screens of other rooms. */
export const widgets: readonly Widget[] = [
  defineWidget({
    id: 'pathology.orders',
    slot: 'visit.orders',
    order: 30,
    title: { vi: 'GPB', en: 'Pathology' },
    key: 'Alt+I',
    isKeyHidden: true,
    icon: IconSlice,
    roles: ['doctor'],
    load: async () => (await import('./orders.widget.tsx')).OrdersWidget,
  }),
];

/** Screens of pathology. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'pathology.bench',
    path: '/pathology/bench/:report?',
    title: { vi: 'Giải phẫu bệnh', en: 'Pathology' },
    rail: { order: 16, icon: IconSlice, label: { vi: 'Mô bệnh', en: 'Pathology' } },
    door: { order: 16, hint: { vi: 'Nhận, phẫu tích, đọc, trả kết quả', en: 'Receive, gross, read, release' } },
    roles: ['lab-technician', 'lab-doctor', 'lab-head'],
    opensTask: ({ code, focus }) =>
      code?.coding?.some((one) => one.system === codeSystems.taskKind && one.code === PATHOLOGY_CALL)
        ? `/pathology/bench/${focus?.reference?.split('/')[1] ?? ''}`
        : undefined,
    load: async () => (await import('./case.screen.tsx')).CaseScreen,
  }),
  defineScreen({
    id: 'pathology.materials',
    path: '/pathology/materials',
    title: { vi: 'Kho lọ, khối, lam', en: 'Containers, blocks and slides' },
    roles: ['lab-technician', 'lab-doctor', 'lab-head'],
    load: async () => (await import('./materials.screen.tsx')).MaterialsScreen,
  }),
];
