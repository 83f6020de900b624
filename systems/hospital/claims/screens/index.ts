import { defineScreen, defineWidget, type Screen, type Widget } from '@lienmach/ui';
import { IconChartBar, IconShieldCheck } from '@tabler/icons-react';

/** Screens of the insurance office. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'claims.desk',
    path: '/claims/desk/:claim?',
    title: { vi: 'Rà hồ sơ BHYT', en: 'Claim desk' },
    rail: { order: 1, icon: IconShieldCheck, label: { vi: 'Rà hồ sơ', en: 'Claims' } },
    door: {
      order: 1,
      hint: { vi: 'Hồ sơ của tháng, lỗi theo tiền, khóa để gửi', en: 'The month, findings by đồng, close for sending' },
    },
    roles: ['claims-clerk'],
    opensTask: ({ code, focus }) =>
      code?.coding?.some((coding) => coding.code === 'claim-unlock')
        ? `/claims/desk/${focus?.reference?.split('/')[1]}`
        : undefined,
    load: async () => (await import('./desk.screen.tsx')).DeskScreen,
  }),
  defineScreen({
    id: 'claims.figures',
    path: '/claims/figures',
    title: { vi: 'Số liệu hồ sơ BHYT', en: 'Claim figures' },
    rail: { order: 5, icon: IconChartBar, label: { vi: 'Số liệu', en: 'Figures' } },
    door: {
      order: 5,
      hint: { vi: 'Tiền có thể bị từ chối theo lỗi, khoa, bác sĩ', en: 'Đồng at risk by rule, department, doctor' },
    },
    roles: ['claims-clerk'],
    load: async () => (await import('./figures.screen.tsx')).FiguresScreen,
  }),
];

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
