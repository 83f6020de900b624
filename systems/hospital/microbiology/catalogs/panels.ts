import type { OrganismGroup } from './organisms.ts';

const list = (text: string): readonly string[] => text.split(' ');

/**
 * Which agents stand on the sheet of an isolate, in the order in which they are tested; any other agent of the list can be added.
 *
 * @source none: own choice after what hospitals test for each group; each laboratory's own
 */
export const panels: Readonly<Record<OrganismGroup, readonly string[]>> = {
  enterobacterales: list('AMP AMC CZO CRO CTX CAZ FEP TZP GEN AMK CIP LVX SXT NIT FOS ETP IPM MEM COL CZA'),
  pseudomonas: list('CAZ FEP TZP TOB AMK CIP LVX ATM IPM MEM COL'),
  acinetobacter: list('SAM CAZ FEP TZP GEN AMK CIP LVX SXT MNO IPM MEM COL'),
  staphylococcus: list('PEN OXA FOX ERY CLI SXT GEN CIP LVX TCY DOX RIF VAN LNZ NIT'),
  enterococcus: list('PEN AMP CIP LVX TCY NIT VAN TEC LNZ'),
  pneumococcus: list('PEN CRO CTX ERY CLI SXT LVX CHL VAN LNZ'),
  streptococcus: list('PEN AMP CRO CTX ERY CLI LVX CHL VAN LNZ'),
  other: list('AMP CRO CAZ MEM GEN CIP LVX SXT DOX CHL'),
};
