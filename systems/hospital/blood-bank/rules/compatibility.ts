import type { ComponentCode } from '../catalogs/components.ts';
import type { Abo, BloodGroup } from './blood-group.ts';

export type Fit = 'identical' | 'compatible' | 'incompatible';

/** donors whose red cells a recipient takes */
const cells: Readonly<Record<Abo, readonly Abo[]>> = {
  O: ['O'],
  A: ['A', 'O'],
  B: ['B', 'O'],
  AB: ['AB', 'A', 'B', 'O'],
};

/** donors whose plasma a recipient takes */
const plasma: Readonly<Record<Abo, readonly Abo[]>> = {
  O: ['O', 'A', 'B', 'AB'],
  A: ['A', 'AB'],
  B: ['B', 'AB'],
  AB: ['AB'],
};

const carriesCells = (component: ComponentCode): boolean => component === 'red-cells' || component === 'whole-blood';

const donors = (component: ComponentCode, abo: Abo): readonly Abo[] => {
  if (component === 'whole-blood') return [abo];
  return component === 'red-cells' ? cells[abo] : plasma[abo];
};

/**
 * May a unit of this group be given to a recipient of this group?
 *
 * Whole blood is given identical only. Red cells go by the recipient's antibodies, everything that is mostly plasma by
 * the donor's; platelets are held to the stricter side (no plasma against the recipient's cells). RhD counts where there
 * are red cells; for platelets and plasma it does not stop a unit.
 *
 * @param recipient  undefined: not known or not sure. Then red cells of group O, plasma and platelets of group AB
 * @source TT 26/2013/TT-BYT, choice of compatible units (exists: verified; article: unsure); the tables: practice of transfusion (secondary)
 */
export function fitOf(component: ComponentCode, unit: BloodGroup, recipient: BloodGroup | undefined): Fit {
  if (recipient === undefined) {
    if (component === 'whole-blood') return 'incompatible';
    return unit.abo === (component === 'red-cells' ? 'O' : 'AB') ? 'compatible' : 'incompatible';
  }
  if (!donors(component, recipient.abo).includes(unit.abo)) return 'incompatible';
  if (carriesCells(component) && recipient.rhd === 'negative' && unit.rhd === 'positive') return 'incompatible';
  return unit.abo === recipient.abo && unit.rhd === recipient.rhd ? 'identical' : 'compatible';
}
