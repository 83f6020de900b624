import { codeSystems } from '@lienmach/core';
import { defineScreen, defineWidget, type Screen, type Widget } from '@lienmach/ui';
import { IconAdjustments, IconListCheck, IconPhoneCall, IconTestPipe } from '@tabler/icons-react';
import { CRITICAL_CALL } from '../rules/call-task.ts';

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

/** Screens of the laboratory. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'laboratory.bench',
    path: '/laboratory/bench/:order?',
    title: { vi: 'Xét nghiệm', en: 'Laboratory' },
    rail: { order: 10, icon: IconTestPipe },
    door: { order: 10, hint: { vi: 'Nhập, duyệt kết quả, gọi báo động', en: 'Enter, verify, call critical values' } },
    roles: ['lab-technician', 'lab-doctor'],
    takesScans: ['order', 'tube'],
    opensTask: ({ code, basedOn }) =>
      code?.coding?.some((one) => one.system === codeSystems.taskKind && one.code === CRITICAL_CALL)
        ? `/laboratory/bench/${basedOn?.[0]?.reference?.split('/')[1] ?? ''}`
        : undefined,
    load: async () => (await import('./bench.screen.tsx')).BenchScreen,
  }),
  defineScreen({
    id: 'laboratory.catalog',
    path: '/laboratory/catalog',
    title: { vi: 'Danh mục xét nghiệm', en: 'Laboratory catalog' },
    rail: { order: 24, icon: IconAdjustments, label: { vi: 'Danh mục XN', en: 'Lab catalog' } },
    roles: ['lab-doctor', 'lab-head'],
    load: async () => (await import('./catalog.screen.tsx')).CatalogScreen,
  }),
  defineScreen({
    id: 'laboratory.ladder',
    path: '/laboratory/call-ladder',
    title: { vi: 'Thang gọi báo giá trị báo động', en: 'Call ladder of critical values' },
    rail: { order: 25, icon: IconPhoneCall, label: { vi: 'Gọi báo', en: 'Call ladder' } },
    roles: ['lab-head'],
    load: async () => (await import('./ladder.screen.tsx')).LadderScreen,
  }),
];
