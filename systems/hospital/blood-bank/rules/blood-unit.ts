import { codeSystems, extensions, identifierSystems, present } from '@lienmach/core';
import type { BiologicallyDerivedProduct, Extension } from 'fhir/r4';
import { type ComponentCode, componentOf } from '../catalogs/components.ts';
import { type BloodGroup, groupCode, groupOfCode } from './blood-group.ts';

export const unitStates = ['quarantine', 'available', 'reserved', 'issued', 'transfused', 'discarded'] as const;
export type UnitState = (typeof unitStates)[number];

/** One bag. */
export interface BloodUnit {
  readonly donation: string;
  /** product code of the label, or the component where a supplier prints none */
  readonly product: string;
  readonly component: ComponentCode;
  readonly group: BloodGroup;
  /** FHIR date */
  readonly collected?: string;
  /** FHIR dateTime */
  readonly expires: string;
  /** mL */
  readonly volume?: number;
  readonly supplier?: string;
  readonly state: UnitState;
  /** why it is in quarantine or discarded */
  readonly reason?: string;
}

/** A bag is one resource: its id is what its label says. @source none: own choice, decision 63 */
export const unitId = ({ donation, product }: Pick<BloodUnit, 'donation' | 'product'>): string =>
  `${donation}-${product}`.replace(/[^A-Za-z0-9.-]/g, '.').slice(0, 64);

/**
 * Is this the bag that is in stock? A label that was scanned names its product, a typed one only the component: then the
 * donation and the component are the bag, or it would stand on the shelf twice.
 *
 * @source none: own choice, decision 63
 */
export const isSameBag = (known: BloodUnit, bag: BloodUnit): boolean =>
  unitId(known) === unitId(bag) ||
  (known.donation === bag.donation &&
    known.component === bag.component &&
    (known.product === known.component || bag.product === bag.component));

const part = (url: string, value: string | undefined): Extension[] =>
  value === undefined ? [] : [{ url, valueString: value }];

/** @source HL7 FHIR R4 4.0.1, BiologicallyDerivedProduct (verified); what R4 has no place for stands in an extension */
export function unitResource(unit: BloodUnit, before?: BiologicallyDerivedProduct): BiologicallyDerivedProduct {
  const component = componentOf(unit.component);
  const isCells = unit.component === 'red-cells' || unit.component === 'platelets';
  return {
    resourceType: 'BiologicallyDerivedProduct',
    id: unitId(unit),
    meta: {
      ...present({ versionId: before?.meta?.versionId }),
      tag: [
        { system: codeSystems.bloodUnitState, code: unit.state },
        { system: codeSystems.bloodComponent, code: unit.component },
        { system: identifierSystems.donation, code: unit.donation },
      ],
    },
    identifier: [
      { system: identifierSystems.bloodUnit, value: unitId(unit) },
      { system: identifierSystems.donation, value: unit.donation },
    ],
    productCategory: isCells ? 'cells' : 'fluid',
    productCode: {
      coding: [
        { system: codeSystems.bloodComponent, code: unit.component },
        { system: codeSystems.isbtProduct, code: unit.product },
      ],
      text: component?.name ?? unit.component,
    },
    status: unit.state === 'available' || unit.state === 'reserved' ? 'available' : 'unavailable',
    quantity: 1,
    ...(unit.collected === undefined ? {} : { collection: { collectedDateTime: unit.collected } }),
    extension: [
      {
        url: extensions.bloodUnit,
        extension: [
          ...part('group', groupCode(unit.group)),
          { url: 'expires', valueDateTime: unit.expires },
          ...(unit.volume === undefined ? [] : [{ url: 'volume', valueInteger: unit.volume }]),
          ...part('supplier', unit.supplier),
          ...part('reason', unit.reason),
        ],
      },
    ],
  };
}

/** @source none: reads the record */
export function unitOf(product: BiologicallyDerivedProduct): BloodUnit {
  const parts = product.extension?.find(({ url }) => url === extensions.bloodUnit)?.extension ?? [];
  const find = (url: string) => parts.find((one) => one.url === url);
  const code = (system: string) => product.productCode?.coding?.find((one) => one.system === system)?.code;
  const state = product.meta?.tag?.find(({ system }) => system === codeSystems.bloodUnitState)?.code;
  return {
    donation: product.identifier?.find(({ system }) => system === identifierSystems.donation)?.value ?? '',
    product: code(codeSystems.isbtProduct) ?? '',
    component: componentOf(code(codeSystems.bloodComponent))?.code ?? 'whole-blood',
    group: groupOfCode(find('group')?.valueString) ?? { abo: 'AB', rhd: 'positive' },
    expires: find('expires')?.valueDateTime ?? '1970-01-01T00:00:00Z',
    state: unitStates.find((one) => one === state) ?? 'quarantine',
    ...present({
      collected: product.collection?.collectedDateTime,
      volume: find('volume')?.valueInteger,
      supplier: find('supplier')?.valueString,
      reason: find('reason')?.valueString,
    }),
  };
}

/** Was it held or thrown away, wherever it is now? @source none: reads the record */
export const isHeld = ({ state }: BloodUnit): boolean => state === 'quarantine' || state === 'discarded';

/** The same bag, standing elsewhere. @source none: writes the record */
export function unitMoved(before: BiologicallyDerivedProduct, state: UnitState, reason?: string) {
  const { reason: _old, ...unit } = unitOf(before);
  return unitResource({ ...unit, state, ...(reason === undefined ? {} : { reason }) }, before);
}

/**
 * Where a bag stands that comes back: what was held or discarded while it was out does not go to the shelf.
 *
 * @source none: own choice
 */
export function stateWhenBack(before: UnitState, fate: UnitState): UnitState {
  if (before === 'discarded') return before;
  return before === 'quarantine' && fate === 'available' ? before : fate;
}
