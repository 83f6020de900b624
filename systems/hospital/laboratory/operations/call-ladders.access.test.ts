import { staffRoles } from '@lienmach/core';
import { openRoomDoor } from '@lienmach/testing';
import { expect, test } from 'vitest';
import { laboratory } from '../index.ts';

const { askAs, othersThan } = openRoomDoor(laboratory, [...staffRoles, 'integration', 'citizen', 'lab-catalog']);

test.each(othersThan('lab-head'))('%s không xem thang gọi báo được', async (role) => {
  await expect(askAs(role, 'ActivityDefinition/$call-ladders')).rejects.toMatchObject({ status: 403 });
});
