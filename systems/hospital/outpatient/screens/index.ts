import { defineScreen, type Screen } from '@lienmach/ui';
import { IconForms, IconHeartRateMonitor, IconStethoscope } from '@tabler/icons-react';

/** Screens of the consulting room. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'outpatient.room',
    path: '/outpatient/room/:encounter?',
    title: { vi: 'Phòng khám', en: 'Consulting room' },
    rail: { order: 1, icon: IconStethoscope },
    door: {
      order: 1,
      hint: { vi: 'Gọi, khám, chỉ định, kê đơn', en: 'Call, examine, order, prescribe' },
    },
    roles: ['doctor'],
    load: async () => (await import('./room.screen.tsx')).RoomScreen,
  }),
  defineScreen({
    id: 'outpatient.vitals',
    path: '/outpatient/vitals/:encounter?',
    title: { vi: 'Sinh hiệu', en: 'Vital signs' },
    rail: { order: 1, icon: IconHeartRateMonitor },
    door: { order: 1, hint: { vi: 'Đo trước khi vào phòng khám', en: 'Measure before the consulting room' } },
    roles: ['nurse'],
    load: async () => (await import('./vitals.screen.tsx')).VitalsScreen,
  }),
  defineScreen({
    id: 'outpatient.forms',
    path: '/outpatient/forms/:encounter?/:form?',
    title: { vi: 'Biểu mẫu', en: 'Forms' },
    rail: { order: 40, icon: IconForms },
    roles: ['doctor', 'nurse'],
    load: async () => (await import('./forms.screen.tsx')).FormsScreen,
  }),
];
