import { openRoomDoor } from '@lienmach/testing';
import { expect, test } from 'vitest';
import { clinicalDocuments } from '../index.ts';

const others = ['doctor', 'nurse', 'lab-technician', 'registrar', 'records-clerk', 'integration', 'administrator'];
const door = openRoomDoor(clinicalDocuments, [...others, 'lab-doctor']);

test.each(door.othersThan('lab-doctor'))('%s không xem phiếu chờ ký', async (role) => {
  await expect(door.askAs(role, 'DiagnosticReport/$to-sign')).rejects.toMatchObject({ status: 403 });
});
