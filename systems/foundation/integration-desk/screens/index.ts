import { defineScreen, defineWidget, type Screen, type Widget } from '@lienmach/ui';
import { IconArrowsExchange, IconBuildingBroadcastTower, IconPlugConnected, IconRoute } from '@tabler/icons-react';

/** Desks of whoever looks after partners, machines and their messages. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'integration-desk.desk',
    path: '/integration/desk',
    title: { vi: 'Tích hợp', en: 'Integration' },
    rail: { order: 10, icon: IconPlugConnected },
    door: {
      order: 1,
      hint: { vi: 'Kênh, bản tin nằm chờ, tìm trong sổ, phát lại', en: 'Channels, parked messages, search, replay' },
    },
    roles: ['integrator'],
    load: async () => (await import('./desk.screen.tsx')).DeskScreen,
  }),
  defineScreen({
    id: 'integration-desk.channels',
    path: '/integration/channels',
    title: { vi: 'Kênh', en: 'Channels' },
    rail: { order: 11, icon: IconRoute },
    door: {
      order: 2,
      hint: {
        vi: 'Thêm đối tác, khai báo, thử, bật tắt, quay lại bản cũ',
        en: 'Add partners, define, try, switch, roll back',
      },
    },
    roles: ['integrator'],
    load: async () => (await import('./channels.screen.tsx')).ChannelsScreen,
  }),
  defineScreen({
    id: 'integration-desk.mapping',
    path: '/integration/mapping',
    title: { vi: 'Ánh xạ mã', en: 'Code mapping' },
    rail: { order: 12, icon: IconArrowsExchange },
    door: {
      order: 3,
      hint: { vi: 'Mã lạ của máy và đối tác: chọn chỉ số, phát lại', en: 'Unknown codes: pick our test, replay' },
    },
    roles: ['integrator'],
    load: async () => (await import('./mapping.screen.tsx')).MappingScreen,
  }),
  defineScreen({
    id: 'integration-desk.partners',
    path: '/integration/partners',
    title: { vi: 'Đối tác', en: 'Partners' },
    rail: { order: 13, icon: IconBuildingBroadcastTower },
    door: {
      order: 4,
      hint: {
        vi: 'Số liệu theo ngày, thời gian xử lý, chứng thư và định mức',
        en: 'Figures by day, handling times, certificates and quotas',
      },
    },
    roles: ['integrator'],
    load: async () => (await import('./partners.screen.tsx')).PartnersScreen,
  }),
];

/** What whoever looks after partners sees first thing. */
export const widgets: readonly Widget[] = [
  defineWidget({
    id: 'integration-desk.desk',
    slot: 'home.card',
    order: 1,
    roles: ['integrator'],
    load: async () => (await import('./desk-card.widget.tsx')).DeskCard,
  }),
];
