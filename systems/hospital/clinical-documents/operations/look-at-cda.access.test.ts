import { openRoomDoor } from '@lienmach/testing';
import { expect, test } from 'vitest';
import { clinicalDocuments } from '../index.ts';

const others = ['nurse', 'registrar', 'cashier', 'lab-doctor', 'claims-clerk', 'integration', 'administrator'];
const door = openRoomDoor(clinicalDocuments, [...others, 'doctor', 'records-clerk']);

test.each(door.othersThan('doctor', 'records-clerk'))('%s không xem tài liệu mang tới', async (role) => {
  await expect(door.askAs(role, 'DocumentReference/$look-at-cda')).rejects.toMatchObject({ status: 403 });
});
