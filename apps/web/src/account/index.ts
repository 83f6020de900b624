import { defineScreen, type Screen } from '@lienmach/ui';
import { texts } from './account-texts.ts';

/** What belongs to whoever signed in, whatever their role. */
export const accountScreens: readonly Screen[] = [
  defineScreen({
    id: 'account.own',
    path: '/account',
    title: { vi: texts.vi.title, en: texts.en.title },
    roles: ['*'],
    load: async () => (await import('./account.screen.tsx')).AccountScreen,
  }),
];
