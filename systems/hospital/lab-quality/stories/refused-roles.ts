import { staffRoles } from '@lienmach/core';
import { openRoomDoor } from '@lienmach/testing';
import { labQuality } from '../index.ts';

export const { askAs, othersThan } = openRoomDoor(labQuality, [...staffRoles, 'integration', 'citizen', 'lab-quality']);
