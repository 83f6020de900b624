import { codeSystems } from '@lienmach/core';
import type { DiagnosticReport } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CultureWorld, openCultureWorld } from '../stories/open-culture-world.ts';

let world: CultureWorld;
beforeAll(async () => {
  world = await openCultureWorld();
});
afterAll(() => world.hospital.close());

const refused = (pressed: Promise<unknown>, code: string) =>
  expect(pressed).rejects.toMatchObject({ code: `microbiology.${code}` });
const press = (verb: string, at: string | undefined, input: object) =>
  world.hospital.as('lab-technician').call<Record<string, unknown>>(verb, at, { ...input });
const receive = (id: string | undefined, input: object = {}) =>
  press('ServiceRequest/$receive-culture', `ServiceRequest/${id}`, input);

describe('nhận mẫu', () => {
  test('chỉ nhận mẫu nuôi cấy còn hiệu lực, có mẫu, có giờ lấy, một lần; loại bệnh phẩm theo ống hoặc theo người nhận', async () => {
    const other = await world.order('X1', {
      code: { coding: [{ system: codeSystems.services7603, code: '22.0120.1370' }] },
    });
    await refused(receive(other.id), 'notACulture');
    const over = await world.order('X2', { status: 'revoked' });
    await refused(receive(over.id), 'orderNotActive');
    const { specimen: _none, ...bare } = await world.order('X3');
    await world.hospital.as('tool').store.update(bare);
    await refused(receive(bare.id), 'noSpecimen');
    const undrawn = await world.order('X4', {}, { collection: { quantity: { value: 5 } } });
    await refused(receive(undrawn.id), 'notCollected');

    const order = await world.order('X5');
    await refused(receive(order.id, { kind: 'saliva' }), 'unknownKind');
    const report = await receive(order.id);
    expect(report).toMatchObject({ status: 'registered', category: [{ coding: [{ code: 'MB' }] }] });
    await refused(receive(order.id), 'receivedBefore');
    const sheet = await press('DiagnosticReport/$culture-sheet', `DiagnosticReport/${report.id}`, {});
    expect(sheet).toMatchObject({
      state: 'incubating',
      kind: 'blood',
      day: 0,
      orderNumber: 'X5',
      name: 'Trần Thị Thử',
    });
    expect(sheet.standard).toContain('CLSI M100');

    const plain = await world.hospital
      .as('tool')
      .store.create<DiagnosticReport>({ resourceType: 'DiagnosticReport', status: 'registered', code: { text: 'x' } });
    await refused(press('DiagnosticReport/$culture-sheet', `DiagnosticReport/${plain.id}`, {}), 'sheetMissing');
  });
});
