import { openRoomDoor } from '@lienmach/testing';
import { expect, test } from 'vitest';
import { clinicalDocuments } from '../index.ts';

const others = ['doctor', 'nurse', 'lab-technician', 'registrar', 'records-clerk', 'integration', 'administrator'];
const door = openRoomDoor(clinicalDocuments, [...others, 'lab-doctor']);

test.each(door.othersThan('lab-doctor'))('%s không ký phiếu kết quả', async (role) => {
  await expect(door.askAs(role, 'DiagnosticReport/$sign-report', 'DiagnosticReport/1')).rejects.toMatchObject({
    status: 403,
  });
});
