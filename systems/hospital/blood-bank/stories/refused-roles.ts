import { staffRoles } from '@lienmach/core';
import { openRoomDoor } from '@lienmach/testing';
import { bloodBank } from '../index.ts';

export const { askAs, othersThan } = openRoomDoor(bloodBank, [...staffRoles, 'integration', 'citizen', 'blood-bank']);
