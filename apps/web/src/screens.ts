import type { Screen, Widget } from '@lienmach/ui';

/** Every screen of the house: the only place that knows them all. One line per room. */
export const screens: readonly Screen[] = [];

/** Pieces that rooms put on the screens of others. */
export const widgets: readonly Widget[] = [];
