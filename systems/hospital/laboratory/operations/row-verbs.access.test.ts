import { staffRoles } from '@lienmach/core';
import { openRoomDoor } from '@lienmach/testing';
import { expect, test } from 'vitest';
import { laboratory } from '../index.ts';

const { askAs, othersThan } = openRoomDoor(laboratory, [...staffRoles, 'integration', 'citizen', 'lab-catalog']);

test.each(othersThan('lab-doctor', 'lab-head'))('%s không đề nghị, không duyệt dòng danh mục được', async (role) => {
  await expect(askAs(role, 'ObservationDefinition/$propose-lab-row')).rejects.toMatchObject({ status: 403 });
  await expect(askAs(role, 'Task/$decide-lab-row', 'Task/t1')).rejects.toMatchObject({ status: 403 });
});
