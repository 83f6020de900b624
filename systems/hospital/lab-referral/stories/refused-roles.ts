import { staffRoles } from '@lienmach/core';
import { openRoomDoor } from '@lienmach/testing';
import { labReferral } from '../index.ts';

export const { askAs, othersThan } = openRoomDoor(labReferral, [
  ...staffRoles,
  'integration',
  'citizen',
  'lab-referral',
]);
