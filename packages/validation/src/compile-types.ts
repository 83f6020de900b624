import { type ElementRow, type ElementType, structure, type TypeDefinition } from '@lienmach/fhir-definitions';
import { invariants } from './invariants.ts';
import { findNarrativeProblem } from './narrative.ts';
import { repeatedPrimitive, singlePrimitive, type ValueCheck } from './primitive-property.ts';
import { primitives } from './primitives.ts';
import { checkReference } from './references.ts';
import type { Run } from './run.ts';
import { checkShape, each, type Property, type PropertyCheck, type Shape } from './shape.ts';
import { codeTest, conceptTest } from './value-codes.ts';

/** How a resource inside a resource is checked; given from outside because it leads back to the beginning. */
export type CheckInner = (value: unknown, run: Run, as: 'contained' | 'entry') => void;

/** Compiles types to closures, each once and only when somebody asks. */
export class TypeCompiler {
  private readonly shapes = new Map<string, Shape>();
  private readonly checkInner: CheckInner;

  constructor(checkInner: CheckInner) {
    this.checkInner = checkInner;
  }

  /** @param path  a type (`Patient`), or a nested element of one (`Patient.contact`) */
  shape(path: string): Shape {
    const known = this.shapes.get(path);
    if (known) return known;
    const type = structure(path.split('.', 1)[0] ?? path);
    const rules = invariants[path] ?? (type.base === 'Quantity' ? invariants.Quantity : undefined);
    const shape: Shape = { properties: new Map(), required: [], invariants: rules ?? [] };
    this.shapes.set(path, shape);
    // every constraint of Quantity is a Quantity in the definitions: its paths keep that name
    const root = path === type.name ? (type.elements[0]?.path.split('.', 1)[0] ?? path) : path;
    for (const row of type.elements) if (isChild(row.path, root)) this.addElement(row, type, shape);
    if (type.kind === 'resource' && path === type.name)
      shape.properties.set('resourceType', { check: () => undefined });
    return shape;
  }

  private addElement(row: ElementRow, type: TypeDefinition, shape: Shape): void {
    if (row.max === 0) return;
    const name = row.path.slice(row.path.lastIndexOf('.') + 1);
    const stem = name.replace('[x]', '');
    const names: string[] = [];
    for (const element of row.types ?? [{ code: '' }]) {
      const key = stem === name ? name : stem + element.code.charAt(0).toUpperCase() + element.code.slice(1);
      const choice = stem === name ? undefined : { name: stem, as: key };
      for (const [property, check] of this.properties(key, row, element, type)) {
        shape.properties.set(property, choice ? { check, choice } : { check });
        names.push(property);
      }
    }
    if (row.min > 0) shape.required.push({ name: stem, anyOf: names });
  }

  private properties(
    key: string,
    row: ElementRow,
    type: ElementType,
    owner: TypeDefinition,
  ): [string, Property['check']][] {
    const isMany = row.max === '*' || row.max > 1;
    const isPrimitive = type.code !== '' && structure(type.code).kind === 'primitive-type';
    if (!isPrimitive) {
      const check = this.complex(row, type);
      return [[key, isMany ? each(check) : check]];
    }
    // ids and the url of an extension are attributes: they have no extensions of their own
    const value = primitiveCheck(type.code, row.required);
    if (row.path.endsWith('.id') && owner.kind !== 'resource') return [[key, value]];
    const pair = (isMany ? repeatedPrimitive : singlePrimitive)(key, value, this.shape('Element'));
    return [
      [key, pair[0]],
      [`_${key}`, pair[1]],
    ];
  }

  private complex(row: ElementRow, type: ElementType): PropertyCheck {
    if (row.content) return this.ofShape(row.content);
    if (type.code === 'Resource') {
      const as = row.path.endsWith('.contained') ? 'contained' : 'entry';
      return (value, run) => this.checkInner(value, run, as);
    }
    if (type.code === 'BackboneElement' || type.code === 'Element') return this.ofShape(row.path);
    if (type.code === 'Reference') return this.reference(type.targets);
    const check = this.ofShape(type.profile === 'SimpleQuantity' ? 'SimpleQuantity' : type.code);
    return row.required && type.code === 'CodeableConcept' ? bound(check, row.required) : check;
  }

  private ofShape(path: string): PropertyCheck {
    const shape = this.shape(path);
    return (value, run) => {
      checkShape(value, shape, run);
    };
  }

  private reference(allowed: readonly string[] | undefined): PropertyCheck {
    const shape = this.shape('Reference');
    const targets = allowed && new Set(allowed);
    return (value, run) => {
      if (checkShape(value, shape, run)) checkReference(value, targets, run);
    };
  }
}

const isChild = (path: string, parent: string): boolean =>
  path.startsWith(`${parent}.`) && !path.includes('.', parent.length + 1);

function bound(check: PropertyCheck, valueSet: string): PropertyCheck {
  const admits = conceptTest(valueSet);
  if (!admits) return check;
  return (value, run, parent) => {
    check(value, run, parent);
    if (!admits(value)) run.report('unboundConcept', { detail: valueSet });
  };
}

function primitiveCheck(type: string, valueSet: string | undefined): ValueCheck {
  if (type === 'xhtml') return checkNarrative;
  const isValid = primitives[type];
  if (!isValid) throw new Error(`no check for the primitive ${type}`);
  const admits = valueSet === undefined ? undefined : codeTest(valueSet);
  return (value, run) => {
    if (value === '') return run.report('empty');
    if (!isValid(value)) return run.report('invalidValue', { type });
    if (admits && !admits(String(value)))
      return run.report('invalidCode', { value: String(value).slice(0, 64), valueSet });
    if (typeof value === 'string' && value.charCodeAt(0) === HASH) run.container.used.add(value.slice(1));
  };
}

const HASH = 35;

const checkNarrative: ValueCheck = (value, run) => {
  if (typeof value !== 'string') return run.report('invalidValue', { type: 'xhtml' });
  const problem = findNarrativeProblem(value);
  if (problem) run.report('unsafeNarrative', { detail: problem });
};
