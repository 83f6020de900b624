import type { Patient } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { conditionLocks, identifierLocks, inOrder, lockColumns } from './lock-keys.ts';

const patient = (...values: string[]): Patient => ({
  resourceType: 'Patient',
  identifier: values.map((value) => ({ system: 'urn:cccd', value })),
});
const asked = (query: string) => conditionLocks('Patient', new URLSearchParams(query));

describe('khóa của điều kiện và của hồ sơ gặp nhau', () => {
  test.each(['identifier=urn:cccd|1', 'identifier=1', 'identifier=1&active=true', 'identifier=|1'])('%s', (query) => {
    expect(asked(query)).toEqual(identifierLocks(patient('1')));
  });

  test('nhiều lựa chọn, dấu thoát', () => {
    expect(asked('identifier=s|1,s|a\\,b')).toEqual(identifierLocks(patient('1', 'a,b')));
  });

  test('loại khác thì khóa khác', () => {
    expect(conditionLocks('Encounter', new URLSearchParams('identifier=1'))).not.toEqual(identifierLocks(patient('1')));
  });

  test('không có identifier: cả điều kiện, không kể thứ tự', () => {
    expect(asked('name=a&birthdate=2000')).toEqual(asked('birthdate=2000&name=a'));
    expect(asked('name=a')).not.toEqual(asked('name=b'));
  });
});

describe('thứ tự', () => {
  test('cổng chung trước, rồi theo số, không lặp', () => {
    const keys = inOrder(identifierLocks(patient('b', 'a', 'b')));
    expect(keys).toHaveLength(3);
    expect(keys).toEqual(inOrder(identifierLocks(patient('a', 'b'))));
    expect(lockColumns(keys)[2]).toEqual([true, false, false]);
  });

  test('không có gì để khóa thì không khóa gì', () => {
    expect(inOrder([])).toEqual([]);
  });

  test('quá nhiều thì một mình giữ cổng', () => {
    const many = Array.from({ length: 2000 }, (_, k) => `v${k}`);
    expect(lockColumns(inOrder(identifierLocks(patient(...many))))).toEqual([[0], [0], [false]]);
  });
});
