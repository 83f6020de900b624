import { codeSystems, extensions } from '@lienmach/core';
import type { ObservationDefinition } from 'fhir/r4';
import type { CriticalLimit, Group, LabIndicator } from '../catalogs/lab-indicator.ts';
import { type Extra, extraOf } from './site-extra.ts';

type Interval = NonNullable<ObservationDefinition['qualifiedInterval']>[number];

const years = (value: number) => ({ value, unit: 'tuổi', system: codeSystems.ucum, code: 'a' });
const days = (value: number) => ({ value, unit: 'ngày', system: codeSystems.ucum, code: 'd' });

function ageOf({ minAge, maxAge, maxDays }: Group): Interval['age'] {
  if (maxDays !== undefined) return { high: days(maxDays) };
  return { low: years(minAge), ...(maxAge === undefined ? {} : { high: years(maxAge) }) };
}

const groupOf = (group: Group): Partial<Interval> => {
  const age = ageOf(group);
  return {
    ...(age === undefined ? {} : { age }),
    ...(group.sex === undefined ? {} : { gender: group.sex }),
    ...(group.pregnant === true ? { appliesTo: [{ coding: [{ code: 'pregnant' }], text: 'Thai kỳ' }] } : {}),
  };
};

const boundsOf = ({ low, high }: CriticalLimit): Partial<Interval> =>
  low === undefined && high === undefined
    ? {}
    : {
        range: {
          ...(low === undefined ? {} : { low: { value: low } }),
          ...(high === undefined ? {} : { high: { value: high } }),
        },
      };

function intervalsOf({ ranges, critical, criticalOf = [] }: LabIndicator): Interval[] {
  return [
    ...ranges.map(
      (one): Interval => ({
        category: 'reference',
        ...groupOf(one),
        ...boundsOf(one),
        ...(one.text === undefined ? {} : { condition: one.text }),
      }),
    ),
    ...criticalOf.map((one): Interval => ({ category: 'critical', ...groupOf(one), ...boundsOf(one) })),
    ...(critical === undefined ? [] : [{ category: 'critical' as const, ...boundsOf(critical) }]),
  ];
}

const extraIn = ({ words, delta, reagent, sensitive, validFrom, validTo }: LabIndicator): Extra => ({
  ...(words === undefined ? {} : { words }),
  ...(delta === undefined ? {} : { delta }),
  ...(reagent === undefined ? {} : { reagent }),
  ...(sensitive === undefined ? {} : { sensitive }),
  ...(validFrom === undefined ? {} : { validFrom }),
  ...(validTo === undefined ? {} : { validTo }),
});

const withExtra = (definition: ObservationDefinition, extra: Extra): ObservationDefinition => ({
  ...definition,
  extension: [{ url: extensions.labRow, valueString: JSON.stringify(extra) }],
});

/**
 * An indicator as a row of a site is written; `indicatorOfDefinition` reads it back as it was.
 *
 * @param proposedBy  who wrote it
 * @source HL7 FHIR R4, ObservationDefinition (verified)
 */
export function definitionOfIndicator(indicator: LabIndicator, proposedBy: string): ObservationDefinition {
  const { code, name, loinc, loincName, unit, ucum, decimals, method } = indicator;
  const intervals = intervalsOf(indicator);
  const written = ucum === '' ? undefined : { coding: [{ system: codeSystems.ucum, code: ucum }], text: unit };
  const details = {
    ...(written === undefined ? {} : { unit: written, customaryUnit: { text: unit } }),
    ...(decimals === undefined ? {} : { decimalPrecision: decimals }),
  };
  const known = { system: codeSystems.loinc, code: loinc, ...(loincName === '' ? {} : { display: loincName }) };
  return withExtra(
    {
      resourceType: 'ObservationDefinition',
      code: {
        coding: [{ system: codeSystems.labIndicator, code, display: name }, ...(loinc === '' ? [] : [known])],
        text: name,
      },
      preferredReportName: name,
      ...(Object.keys(details).length === 0 ? {} : { quantitativeDetails: details }),
      ...(method === undefined ? {} : { method: { text: method } }),
      ...(intervals.length === 0 ? {} : { qualifiedInterval: intervals }),
    },
    { ...extraIn(indicator), proposedBy },
  );
}

/** The row with the name of who agreed to it. @source none: shape of our own extension */
export const approvedRow = (definition: ObservationDefinition, approvedBy: string): ObservationDefinition =>
  withExtra(definition, { ...extraOf(definition), approvedBy });
