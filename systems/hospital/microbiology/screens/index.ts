import { codeSystems } from '@lienmach/core';
import { defineScreen, defineWidget, type Screen, type Widget } from '@lienmach/ui';
import { IconMicroscope } from '@tabler/icons-react';
import { CULTURE_CALL } from '../rules/culture-call.ts';

/** What microbiology puts on the screens of other rooms. */
export const widgets: readonly Widget[] = [
  defineWidget({
    id: 'microbiology.orders',
    slot: 'visit.orders',
    order: 31,
    title: { vi: 'Cấy', en: 'Cultures' },
    key: 'Alt+C',
    isKeyHidden: true,
    icon: IconMicroscope,
    roles: ['doctor'],
    load: async () => (await import('./orders.widget.tsx')).OrdersWidget,
  }),
];

/** Screens of microbiology. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'microbiology.bench',
    path: '/microbiology/bench/:order?',
    title: { vi: 'Vi sinh', en: 'Microbiology' },
    rail: { order: 15, icon: IconMicroscope },
    door: { order: 15, hint: { vi: 'Cấy, định danh, kháng sinh đồ', en: 'Cultures, isolates, susceptibility' } },
    roles: ['lab-technician', 'lab-doctor'],
    opensTask: ({ code, basedOn }) =>
      code?.coding?.some((one) => one.system === codeSystems.taskKind && one.code === CULTURE_CALL)
        ? `/microbiology/bench/${basedOn?.[0]?.reference?.split('/')[1] ?? ''}`
        : undefined,
    load: async () => (await import('./culture.screen.tsx')).CultureScreen,
  }),
];
