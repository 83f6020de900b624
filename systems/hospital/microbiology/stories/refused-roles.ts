import { staffRoles } from '@lienmach/core';
import { openRoomDoor } from '@lienmach/testing';
import { microbiology } from '../index.ts';

export const { askAs, othersThan } = openRoomDoor(microbiology, [
  ...staffRoles,
  'integration',
  'citizen',
  'microbiology',
]);
