import { defineSystem } from '@lienmach/system-kit';

export const queue = defineSystem({
  id: 'queue',
  title: { vi: 'queue', en: 'queue' },
});
