import type { FhirError } from '@lienmach/outcome';
import { stainOf } from '../catalogs/stains.ts';
import { errors } from '../errors.ts';
import type { CaseSheet, Slide } from './case-sheet.ts';

/** `A1-2`, as it stands on the glass. @source none: own labels */
export const slideLabel = ({ block, number }: Pick<Slide, 'block' | 'number'>): string => `${block}-${number}`;

const twice = (labels: readonly string[]): string[] => [
  ...new Set(labels.filter((label, index) => labels.indexOf(label) < index)),
];

function blockObstacles({ blocks, containers, gross }: CaseSheet): FhirError[] {
  const letters = new Set(containers.map(({ label }) => label));
  const isBad = (label: string): boolean => !/^[A-Z][1-9]\d?$/.test(label) || !letters.has(label.charAt(0));
  return [
    ...(blocks.length > 0 && gross === '' ? [errors.grossMissing({ at: 'gross' })] : []),
    ...blocks.filter(({ label }) => isBad(label)).map(({ label }) => errors.badBlock({ at: 'block', label })),
    ...twice(blocks.map(({ label }) => label)).map((label) => errors.blockTwice({ at: 'block', label })),
  ];
}

function slideObstacle(slide: Slide, places: ReadonlySet<string>): FhirError | undefined {
  const label = slideLabel(slide);
  const stain = stainOf(slide.stain);
  if (!places.has(slide.block)) return errors.slideWithoutBlock({ at: 'slide', label });
  if (stain === undefined) return errors.unknownStain({ at: 'slide', code: slide.stain });
  if (stain.needsMarker && slide.marker === '') return errors.markerMissing({ at: 'slide', label });
  return undefined;
}

/** glass that is ready stays, with the block it was cut from */
function keptObstacles(before: CaseSheet, { slides }: CaseSheet): FhirError[] {
  return before.slides
    .filter(({ readyAt }) => readyAt !== undefined)
    .filter(
      (known) =>
        !slides.some(
          (one) =>
            slideLabel(one) === slideLabel(known) &&
            one.stain === known.stain &&
            one.marker === known.marker &&
            one.readyAt !== undefined,
        ),
    )
    .map((known) => errors.materialKept({ at: 'slide', label: slideLabel(known) }));
}

/**
 * The bench's part of a sheet cannot stand like this, for all of these reasons. Tissue is cut from blocks, smears from
 * their container.
 *
 * @source ISO 15189:2022, 7.2: every portion of a sample is traceable to the primary sample (from memory); labels: our own choice
 */
export function benchObstacles(before: CaseSheet, sheet: CaseSheet): FhirError[] {
  const places = new Set([
    ...sheet.blocks.map(({ label }) => label),
    ...(sheet.kind === 'histology' ? [] : sheet.containers.map(({ label }) => label)),
  ]);
  return [
    ...blockObstacles(sheet),
    ...twice(sheet.slides.map(slideLabel)).map((label) => errors.slideTwice({ at: 'slide', label })),
    ...sheet.slides.flatMap((slide) => slideObstacle(slide, places) ?? []),
    ...keptObstacles(before, sheet),
  ];
}
