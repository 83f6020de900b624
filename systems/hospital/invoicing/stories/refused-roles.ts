import { staffRoles } from '@lienmach/core';
import { openRoomDoor } from '@lienmach/testing';
import { invoicing } from '../index.ts';

export const { askAs, othersThan } = openRoomDoor(invoicing, [
  ...staffRoles,
  'integration',
  'bank',
  'citizen',
  'invoice-provider',
  'e-invoicing',
]);
