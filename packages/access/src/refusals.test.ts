import type { Consent, ConsentProvision } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { type Policy, reachOf } from './policy.ts';
import { refusedPatients } from './refusals.ts';

const now = new Date('2026-03-02T03:00:00Z');
const hospital = { reference: { reference: 'Organization/a' }, role: { text: 'nơi nhận' } };
const consent = (provision: ConsentProvision, more: Partial<Consent> = {}): Consent => ({
  resourceType: 'Consent',
  status: 'active',
  scope: { coding: [{ code: 'patient-privacy' }] },
  category: [{ text: 'x' }],
  patient: { reference: 'Patient/an' },
  provision,
  ...more,
});
const deny: ConsentProvision = { type: 'deny', actor: [hospital] };
const code = (value: string) => [{ code: value }];

describe('ai bị từ chối?', () => {
  test.each<[string, Consent, string | undefined, boolean]>([
    ['từ chối cơ sở này', consent(deny), undefined, true],
    ['từ chối tất cả', consent({ type: 'deny' }), undefined, true],
    [
      'từ chối cơ sở khác',
      consent({ type: 'deny', actor: [{ ...hospital, reference: { reference: 'Organization/b' } }] }),
      undefined,
      false,
    ],
    ['đồng ý', consent({ type: 'permit', actor: [hospital] }), undefined, false],
    ['đã hết hiệu lực', consent(deny, { status: 'inactive' }), undefined, false],
    ['về nghiên cứu, không phải riêng tư', consent(deny, { scope: { coding: code('research') } }), undefined, false],
    ['đến hết hôm nay', consent({ ...deny, period: { end: '2026-03-02' } }), undefined, true],
    ['đến hết hôm qua', consent({ ...deny, period: { end: '2026-03-01' } }), undefined, false],
    ['từ ngày mai', consent({ ...deny, period: { start: '2026-03-03' } }), undefined, false],
    ['cho điều trị: người hỏi để điều trị', consent({ ...deny, purpose: code('TREAT') }), 'TREAT', true],
    ['cho điều trị: người hỏi để thanh toán', consent({ ...deny, purpose: code('TREAT') }), 'HPAYMT', false],
    ['cho điều trị: người hỏi không nói để làm gì', consent({ ...deny, purpose: code('TREAT') }), undefined, true],
    ['chỉ loại này', consent({ ...deny, class: code('Observation') }), undefined, true],
    ['chỉ loại khác', consent({ ...deny, class: code('Condition') }), undefined, false],
    [
      'từ chối tất cả, trừ cơ sở này',
      consent({ type: 'deny', provision: [{ type: 'permit', actor: [hospital] }] }),
      undefined,
      false,
    ],
    ['đồng ý, trừ cơ sở này', consent({ type: 'permit', provision: [deny] }), undefined, true],
    [
      'trừ cơ sở này nhưng chỉ với một phần ta không đọc được',
      consent({ type: 'deny', provision: [{ type: 'permit', actor: [hospital], code: [{ text: 'x' }] }] }),
      undefined,
      true,
    ],
  ])('%s', (_title, one, purpose, expected) => {
    const asker = {
      refusals: [one],
      parties: ['Practitioner/x', 'Organization/a'],
      now,
      ...(purpose ? { purpose } : {}),
    };
    expect(refusedPatients(asker, 'Observation')).toEqual(expected ? ['an'] : []);
  });
});

const policies: readonly Policy[] = [
  { role: 'doctor', types: '*', interactions: '*' },
  { role: 'cashier', types: ['Condition'], interactions: ['read'], withheld: ['HIV'], hidden: ['note'] },
  { role: 'nurse', types: ['Condition'], interactions: ['read'], withheld: ['HIV', 'PSY'] },
  { role: 'citizen', types: '*', interactions: ['read'], compartment: 'own-patients' },
  { role: 'machine', types: '*', interactions: '*', consent: 'ignored' },
  { role: 'research', types: ['Observation'], interactions: ['read'], purposes: ['HRESCH'] },
];
const refusals = { refusals: [consent(deny)], parties: ['Organization/a'], now };

describe('điều gì thu hẹp một người', () => {
  test('nhãn chỉ bị giấu khi mọi vai trò của người ấy đều giấu', () => {
    expect(reachOf(['cashier'], policies).limit('Condition', 'read')).toEqual({ withoutLabels: ['HIV'] });
    expect(reachOf(['cashier', 'nurse'], policies).limit('Condition', 'read')).toEqual({ withoutLabels: ['HIV'] });
    expect(reachOf(['cashier', 'doctor'], policies).limit('Condition', 'read')).toBe('all');
  });

  test('phần tử chỉ bị giấu khi mọi vai trò thấy loại ấy đều giấu', () => {
    expect(reachOf(['cashier'], policies).hidden?.('Condition')).toEqual(['note']);
    expect(reachOf(['cashier', 'nurse'], policies).hidden?.('Condition')).toEqual([]);
    expect(reachOf(['nurse'], policies).hidden).toBeUndefined();
  });

  test('lời từ chối buộc người, không buộc máy trả kết quả, không buộc chính người ấy; mở khẩn thì thấy người ấy', () => {
    expect(reachOf(['doctor'], policies, refusals).limit('Patient', 'read')).toEqual({ withoutPatients: ['an'] });
    expect(reachOf(['machine'], policies, refusals).limit('Patient', 'read')).toBe('all');
    expect(reachOf(['citizen'], policies, { ...refusals, patients: ['an'] }).limit('Patient', 'read')).toEqual({
      patients: ['an'],
    });
    expect(reachOf(['doctor'], policies, { ...refusals, opened: ['an'] }).limit('Patient', 'read')).toEqual({
      withoutPatients: ['an'],
      opened: ['an'],
    });
  });

  test('dòng có mục đích chỉ tính khi người hỏi nói đúng mục đích ấy', () => {
    expect(reachOf(['research'], policies).limit('Observation', 'read')).toBe('none');
    expect(reachOf(['research'], policies, { purpose: 'TREAT' }).limit('Observation', 'read')).toBe('none');
    expect(reachOf(['research'], policies, { purpose: 'HRESCH' }).limit('Observation', 'read')).toBe('all');
  });
});
