import { codeSystems, identifierSystems } from '@lienmach/core';
import type { Reference, Specimen } from 'fhir/r4';
import { stainOf } from '../catalogs/stains.ts';
import { slideLabel } from './bench-obstacles.ts';
import type { Block, CaseSheet, Container, Slide } from './case-sheet.ts';

/** id of the Specimen of a block or slide. @source none: own ids */
export const materialId = ({ order }: Pick<CaseSheet, 'order'>, label: string): string => `path-${order}-${label}`;

const TYPES = { block: 'Khối nến', slide: 'Tiêu bản' } as const;

const containerOf = (sheet: CaseSheet, label: string): Container | undefined =>
  sheet.containers.find((one) => one.label === label.charAt(0));
const containerId = (sheet: CaseSheet, label: string): string => containerOf(sheet, label)?.specimen ?? '';

function material(
  sheet: CaseSheet,
  subject: Reference,
  what: { readonly kind: 'block' | 'slide'; readonly label: string; readonly parent: string },
): Specimen {
  const collectedAt = containerOf(sheet, what.label)?.collectedAt;
  return {
    resourceType: 'Specimen',
    id: materialId(sheet, what.label),
    identifier: [{ system: identifierSystems.specimenNumber, value: `${sheet.number}-${what.label}` }],
    status: 'available',
    type: { coding: [{ system: codeSystems.pathology, code: what.kind }], text: TYPES[what.kind] },
    subject,
    parent: [{ reference: `Specimen/${what.parent}` }],
    request: [{ reference: `ServiceRequest/${sheet.order}` }],
    // when the tissue was taken: what is due to go is found by it
    ...(collectedAt === undefined ? {} : { collection: { collectedDateTime: collectedAt } }),
  };
}

const blockSpecimen = (sheet: CaseSheet, subject: Reference, { label, what }: Block): Specimen => ({
  ...material(sheet, subject, { kind: 'block', label, parent: containerId(sheet, label) }),
  ...(what === '' ? {} : { note: [{ text: what }] }),
});

function slideSpecimen(sheet: CaseSheet, subject: Reference, slide: Slide): Specimen {
  const isSmear = sheet.containers.some(({ label }) => label === slide.block);
  const parent = isSmear ? containerId(sheet, slide.block) : materialId(sheet, slide.block);
  const stain = stainOf(slide.stain);
  const name = [stain?.name ?? slide.stain, slide.marker].filter((part) => part !== '').join(' ');
  return {
    ...material(sheet, subject, { kind: 'slide', label: slideLabel(slide), parent }),
    processing: [
      {
        description: `Nhuộm ${name}`,
        procedure: { coding: [{ system: codeSystems.pathologyStain, code: slide.stain }], text: name },
        ...(slide.readyAt === undefined ? {} : { timeDateTime: slide.readyAt }),
      },
    ],
  };
}

/**
 * Every block and slide of a case as a Specimen, parents first: glass is a part of its block, the block of its container.
 *
 * @source HL7 FHIR R4 4.0.1, Specimen.parent (verified)
 */
export const materialsOf = (sheet: CaseSheet, subject: Reference): Specimen[] => [
  ...sheet.blocks.map((block) => blockSpecimen(sheet, subject, block)),
  ...sheet.slides.map((slide) => slideSpecimen(sheet, subject, slide)),
];
