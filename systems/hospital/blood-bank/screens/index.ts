import { defineScreen, defineWidget, type Screen, type Widget } from '@lienmach/ui';
import { IconBuildingWarehouse, IconDroplet, IconDropletHeart } from '@tabler/icons-react';

/** What the blood bank puts on the screens of other rooms. */
export const widgets: readonly Widget[] = [
  defineWidget({
    id: 'blood-bank.orders',
    slot: 'visit.orders',
    order: 40,
    title: { vi: 'Máu', en: 'Blood' },
    key: 'Alt+U',
    isKeyHidden: true,
    icon: IconDroplet,
    roles: ['doctor'],
    load: async () => (await import('./orders.widget.tsx')).BloodWidget,
  }),
];

/** Screens of the blood bank. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'blood-bank.bench',
    path: '/blood-bank/bench/:order?',
    title: { vi: 'Phát máu', en: 'Blood bank' },
    rail: { order: 16, icon: IconDroplet },
    door: { order: 26, hint: { vi: 'Nhóm máu, hòa hợp, phát máu', en: 'Groups, crossmatch, issue' } },
    roles: ['lab-technician', 'lab-doctor'],
    load: async () => (await import('./bench.screen.tsx')).BenchScreen,
  }),
  defineScreen({
    id: 'blood-bank.stock',
    path: '/blood-bank/stock',
    title: { vi: 'Kho máu', en: 'Blood stock' },
    rail: { order: 17, icon: IconBuildingWarehouse },
    roles: ['lab-technician', 'lab-doctor'],
    load: async () => (await import('./stock.screen.tsx')).StockScreen,
  }),
  defineScreen({
    id: 'blood-bank.ward',
    path: '/blood-bank/ward/:task?',
    title: { vi: 'Truyền máu', en: 'Transfusion' },
    rail: { order: 18, icon: IconDropletHeart },
    roles: ['nurse', 'doctor', 'lab-technician', 'lab-doctor'],
    load: async () => (await import('./ward.screen.tsx')).WardScreen,
  }),
];
