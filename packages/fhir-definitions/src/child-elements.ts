import type { ElementRow, TypeDefinition } from './compact-types.ts';
import { structure } from './definitions.ts';

/** One JSON property of a type or of a nested element; a choice has one for each of its types. */
export interface ChildElement {
  /** as JSON and XML write it: `name`, `valueQuantity` */
  readonly name: string;
  /** as FHIRPath calls it: `value` for `valueQuantity` */
  readonly stem: string;
  readonly isMany: boolean;
  readonly kind: 'primitive' | 'complex' | 'resource';
  /** name of the primitive, or the path whose children it has: `HumanName`, `Patient.contact`; `Resource` for any */
  readonly type: string;
  /** ids inside a resource and the url of an extension: attributes in XML, without extensions of their own */
  readonly isAttribute: boolean;
}

/** Where the package we read has the elements of R5, HL7's own stand at the end of the compact form. */
const ownOrder: Readonly<Record<string, readonly string[]>> = {
  'EvidenceVariable.characteristic': [
    'id',
    'extension',
    'modifierExtension',
    'description',
    'definition',
    'usageContext',
    'exclude',
    'participantEffective',
    'timeFromStart',
    'groupMeasure',
  ],
};

const known = new Map<string, ReadonlyMap<string, ChildElement>>();

/**
 * The properties of a type (`Patient`) or of a nested element (`Patient.contact`), by JSON name, in the order of the standard,
 * which is the order that XML insists on.
 */
export function childElements(path: string): ReadonlyMap<string, ChildElement> {
  const before = known.get(path);
  if (before) return before;
  const type = structure(path.split('.', 1)[0] ?? path);
  // constraints such as Age have the paths of the type they constrain
  const root = path === type.name ? (type.elements[0]?.path.split('.', 1)[0] ?? path) : path;
  const rows = type.elements.filter((row) => isChild(row.path, root) && row.max !== 0);
  const order = ownOrder[path];
  const children = rows.flatMap((row) => childrenOf(row, type));
  if (order) children.sort((a, b) => order.indexOf(a.stem) - order.indexOf(b.stem));
  const made = new Map(children.map((child) => [child.name, child]));
  known.set(path, made);
  return made;
}

const isChild = (path: string, parent: string): boolean =>
  path.startsWith(`${parent}.`) && !path.includes('.', parent.length + 1);

function childrenOf(row: ElementRow, owner: TypeDefinition): ChildElement[] {
  const last = row.path.slice(row.path.lastIndexOf('.') + 1);
  const stem = last.replace('[x]', '');
  const isMany = row.max === '*' || row.max > 1;
  const isAttribute = row.path === 'Extension.url' || (stem === 'id' && !isResourceId(row, owner));
  if (row.content) return [{ name: stem, stem, isMany, kind: 'complex', type: row.content, isAttribute }];
  return (row.types ?? []).map(({ code }) => ({
    name: stem === last ? stem : stem + code.charAt(0).toUpperCase() + code.slice(1),
    stem,
    isMany,
    isAttribute,
    ...typeOf(code, row.path),
  }));
}

const isResourceId = (row: ElementRow, owner: TypeDefinition): boolean =>
  owner.kind === 'resource' && row.path.split('.').length === 2;

function typeOf(code: string, path: string): Pick<ChildElement, 'kind' | 'type'> {
  if (code === 'BackboneElement' || code === 'Element') return { kind: 'complex', type: path };
  const { kind, abstract } = structure(code);
  if (kind === 'primitive-type') return { kind: 'primitive', type: code };
  return kind === 'resource' || abstract ? { kind: 'resource', type: 'Resource' } : { kind: 'complex', type: code };
}
