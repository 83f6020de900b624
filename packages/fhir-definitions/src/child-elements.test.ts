import { describe, expect, test } from 'vitest';
import { childElements } from './child-elements.ts';
import { resourceTypes } from './definitions.ts';

const names = (path: string): string[] => [...childElements(path).keys()];

describe('thành phần con của một kiểu', () => {
  test('theo thứ tự của chuẩn, kiểu lựa chọn thành nhiều tên', () => {
    expect(names('Period')).toEqual(['id', 'extension', 'start', 'end']);
    expect(names('Patient').slice(0, 12)).toEqual([
      'id',
      'meta',
      'implicitRules',
      'language',
      'text',
      'contained',
      'extension',
      'modifierExtension',
      'identifier',
      'active',
      'name',
      'telecom',
    ]);
    expect(names('Patient.contact').slice(0, 4)).toEqual(['id', 'extension', 'modifierExtension', 'relationship']);
    expect(names('Annotation')).toContain('authorReference');
  });

  test('thứ tự mà tệp định nghĩa không cho', () => {
    const order = names('EvidenceVariable.characteristic');
    expect(order.indexOf('definitionReference')).toBeLessThan(order.indexOf('usageContext'));
    expect(order.indexOf('usageContext')).toBeLessThan(order.indexOf('exclude'));
    expect(order.at(-1)).toBe('groupMeasure');
  });

  test('thuộc tính của XML, kiểu của con, con dùng chung', () => {
    expect(childElements('Patient').get('id')).toMatchObject({ isAttribute: false, kind: 'primitive', type: 'id' });
    expect(childElements('HumanName').get('id')).toMatchObject({ isAttribute: true });
    expect(childElements('Extension').get('url')).toMatchObject({ isAttribute: true });
    expect(childElements('Observation').get('valueQuantity')).toMatchObject({ stem: 'value', type: 'Quantity' });
    expect(childElements('Observation.component').get('referenceRange')).toMatchObject({
      type: 'Observation.referenceRange',
      isMany: true,
    });
    expect(childElements('Bundle.entry').get('resource')).toMatchObject({ kind: 'resource' });
    expect(childElements('Age').get('value')).toMatchObject({ type: 'decimal' });
  });

  test('mọi loại hồ sơ, đến tận cùng, đều có con', () => {
    const seen = new Set<string>();
    const visit = (path: string): void => {
      if (seen.has(path)) return;
      seen.add(path);
      const children = [...childElements(path).values()];
      expect(children.length, path).toBeGreaterThan(0);
      for (const { kind, type } of children) if (kind === 'complex') visit(type);
    };
    for (const type of resourceTypes()) visit(type);
    expect(seen.size).toBeGreaterThan(600);
  });
});
