import { identifierSystems } from '@lienmach/core';
import { readHl7 } from '@lienmach/exchange';
import { expect, test } from 'vitest';
import type { OrderListener } from './order-listener.ts';
import { controlIdOf, type LabOrder, type OrderHead, orderMessage } from './order-message.ts';

const partner: OrderListener = {
  id: 'may',
  dialect: 'OML^O21',
  asks: false,
  codesOf: 'may',
  sender: undefined,
  receiver: 'MAYXN',
  charset: undefined,
};
const lab: LabOrder = {
  order: {
    resourceType: 'ServiceRequest',
    id: 'o1',
    identifier: [{ system: identifierSystems.orderNumber, value: '260302X000001' }],
    requisition: { value: '260302X000009' },
    status: 'active',
    intent: 'order',
    priority: 'stat',
    code: {
      coding: [{ code: '22.0120.1370' }, { code: '58410-2', display: 'CBC' }],
      text: 'Tổng phân tích & công thức',
    },
    subject: { reference: 'Patient/p1' },
    requester: { reference: 'Practitioner/d1', display: 'BS Thử' },
    authoredOn: '2026-03-02T07:30:00+07:00',
  },
  specimens: [
    {
      resourceType: 'Specimen',
      identifier: [{ system: identifierSystems.specimenNumber, value: '260302000042' }],
      type: { coding: [{ code: 'BLD' }], text: 'Máu toàn phần' },
      collection: { collectedDateTime: '2026-03-02T00:40:00Z' },
    },
  ],
  patient: {
    resourceType: 'Patient',
    id: 'p1',
    identifier: [{ system: identifierSystems.patientNumber, value: 'BN000001' }],
    name: [{ text: 'Trần Thị Thử', family: 'Trần', given: ['Thị', 'Thử'] }],
    gender: 'female',
    birthDate: '1990-05-09',
  },
  encounter: { resourceType: 'Encounter', status: 'in-progress', class: { code: 'AMB' } },
};
const now = new Date('2026-03-02T00:31:00Z');
const head = (changed: Partial<OrderListener> = {}): OrderHead => ({
  controlId: controlIdOf(lab.order, lab.specimens),
  control: 'NW',
  listener: { ...partner, ...changed },
  at: now,
});

test('OML^O21 mang đủ người bệnh, số chỉ định, số ống, xét nghiệm; giờ có múi giờ', () => {
  const message = readHl7(Buffer.from(orderMessage(lab, head())));
  const get = (name: string, field: number, component?: number) => message.segment(name)?.get(field, component);
  expect(message).toMatchObject({ type: 'OML^O21', controlId: 'O260302X000001', version: '2.5.1' });
  expect(get('MSH', 7)).toBe('20260302073100+0700');
  expect(get('MSH', 18)).toBe('UNICODE UTF-8');
  expect([get('PID', 3), get('PID', 5), get('PID', 5, 2), get('PID', 7), get('PID', 8)]).toEqual([
    'BN000001',
    'Trần',
    'Thị Thử',
    '19900509',
    'F',
  ]);
  expect([get('ORC', 1), get('ORC', 2), get('ORC', 4), get('ORC', 9)]).toEqual([
    'NW',
    '260302X000001',
    '260302X000009',
    '20260302073000+0700',
  ]);
  expect([get('OBR', 2), get('OBR', 4), get('OBR', 4, 2), get('OBR', 4, 4), get('OBR', 5), get('OBR', 7)]).toEqual([
    '260302X000001',
    '22.0120.1370',
    'Tổng phân tích & công thức',
    '58410-2',
    'S',
    '20260302074000+0700',
  ]);
  expect([get('SPM', 2), get('SPM', 4), get('SPM', 17)]).toEqual(['260302000042', 'BLD', '20260302074000+0700']);
});

test('ORM^O01 cho máy đời cũ: không có SPM, số ống ở OBR-18', () => {
  const message = readHl7(Buffer.from(orderMessage(lab, head({ dialect: 'ORM^O01' }))));
  expect(message.type).toBe('ORM^O01');
  expect(message.segment('SPM')).toBeUndefined();
  expect(message.segment('OBR')?.get(18)).toBe('260302000042');
});

test('tên người bệnh có ký tự phân cách không phá được cấu trúc', () => {
  const patient = { ...lab.patient, name: [{ text: 'A|B\rOBX|1^C' }] };
  const message = readHl7(Buffer.from(orderMessage({ ...lab, patient }, head())));
  expect(message.segments.map(({ name }) => name)).toEqual(['MSH', 'PID', 'PV1', 'ORC', 'OBR', 'SPM']);
  expect(message.segment('PID')?.get(5)).toBe('A|B\nOBX|1^C');
});
