import { staffRoles } from '@lienmach/core';
import { openRoomDoor } from '@lienmach/testing';
import { expect, test } from 'vitest';
import { laboratory } from '../index.ts';

const { askAs, othersThan } = openRoomDoor(laboratory, [...staffRoles, 'integration', 'citizen', 'lab-catalog']);

test.each(othersThan('lab-technician', 'lab-doctor', 'lab-head'))(
  '%s không mở danh mục xét nghiệm được',
  async (role) => {
    for (const verb of ['$lab-rows', '$lab-row'])
      await expect(askAs(role, `ObservationDefinition/${verb}`)).rejects.toMatchObject({ status: 403 });
  },
);
