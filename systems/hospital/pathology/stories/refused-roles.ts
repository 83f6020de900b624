import { staffRoles } from '@lienmach/core';
import { openRoomDoor } from '@lienmach/testing';
import { pathology } from '../index.ts';

export const { askAs, othersThan } = openRoomDoor(pathology, [...staffRoles, 'integration', 'citizen', 'pathology']);
