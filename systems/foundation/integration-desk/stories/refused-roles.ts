import { staffRoles } from '@lienmach/core';
import { openRoomDoor } from '@lienmach/testing';
import { integrationDesk } from '../index.ts';

export const { askAs, othersThan } = openRoomDoor(integrationDesk, [
  ...staffRoles,
  'integration',
  'bank',
  'citizen',
  'integrator',
]);
