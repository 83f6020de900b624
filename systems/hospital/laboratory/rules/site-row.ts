import { codeSystems, extensions } from '@lienmach/core';
import type { ActivityDefinition, ObservationDefinition, Range } from 'fhir/r4';
import type { CriticalLimit, Group, LabIndicator, ReferenceInterval, ResultWord } from '../catalogs/lab-indicator.ts';
import { type LabSection, type LabTest, labSections } from '../catalogs/lab-test.ts';
import { tubes } from '../catalogs/tubes.ts';
import { errors } from '../errors.ts';
import { type Extra, extraOf } from './site-extra.ts';

type Interval = NonNullable<ObservationDefinition['qualifiedInterval']>[number];

const bad = (at: string, detail: string) => errors.badCatalogRow({ at, detail });

const boundsOf = ({ low, high }: Range = {}): CriticalLimit => ({
  ...(low?.value === undefined ? {} : { low: low.value }),
  ...(high?.value === undefined ? {} : { high: high.value }),
});

/** ages in years (`a`) or, for the newborn, days (`d`) */
function groupOf({ age, gender, appliesTo }: Interval): Group {
  const isDays = (age?.high?.code ?? age?.low?.code) === 'd';
  const isPregnant = appliesTo?.some(({ coding }) => coding?.some(({ code }) => code === 'pregnant')) === true;
  if (gender !== undefined && gender !== 'male' && gender !== 'female') throw bad('qualifiedInterval.gender', gender);
  return {
    minAge: isDays ? 0 : (age?.low?.value ?? 0),
    ...(isDays && age?.high?.value !== undefined ? { maxDays: age.high.value } : {}),
    ...(!isDays && age?.high?.value !== undefined ? { maxAge: age.high.value } : {}),
    ...(gender === undefined ? {} : { sex: gender }),
    ...(isPregnant ? { pregnant: true as const } : {}),
  };
}

/** limits of nobody in particular count for a person of unknown age too */
const isOfAll = ({ age, gender, appliesTo }: Interval): boolean =>
  age === undefined && gender === undefined && appliesTo === undefined;

const intervalsOf = ({ qualifiedInterval = [] }: ObservationDefinition, category: string): Interval[] =>
  qualifiedInterval.filter((one) => one.category === category);

function rangeOf(interval: Interval): ReferenceInterval {
  const { condition } = interval;
  return { ...groupOf(interval), ...boundsOf(interval.range), ...(condition === undefined ? {} : { text: condition }) };
}

const codeIn = ({ code }: ObservationDefinition, system: string) => code.coding?.find((one) => one.system === system);

function unitOf({ quantitativeDetails }: ObservationDefinition, words: readonly ResultWord[] | undefined) {
  const ucum = quantitativeDetails?.unit?.coding?.find(({ system }) => system === codeSystems.ucum)?.code;
  if (words === undefined && ucum === undefined) throw bad('quantitativeDetails.unit', 'no UCUM unit and no words');
  const written = quantitativeDetails?.customaryUnit?.text ?? quantitativeDetails?.unit?.text;
  return { unit: words === undefined ? (written ?? '') : '', ucum: words === undefined ? (ucum ?? '') : '' };
}

/** A bound that lies on the wrong side flags everybody. */
function checkOrder(rows: readonly CriticalLimit[]): void {
  for (const { low, high } of rows) {
    if (low !== undefined && high !== undefined && low > high) throw bad('qualifiedInterval.range', `${low} > ${high}`);
  }
}

/**
 * An indicator as a site writes it: one ObservationDefinition for each version. Intervals of category `reference` and
 * `critical`, by age, sex and pregnancy; unit by UCUM; the rest in the extension `lab-row`.
 *
 * @throws laboratory.badCatalogRow: a row that cannot be read is refused when it is written, never guessed
 * @source HL7 FHIR R4, ObservationDefinition (verified)
 */
export function indicatorOfDefinition(definition: ObservationDefinition): LabIndicator {
  const own = codeIn(definition, codeSystems.labIndicator);
  const loinc = codeIn(definition, codeSystems.loinc);
  if (own?.code === undefined) throw bad('code', 'no code of lab-indicator');
  const { words, delta, reagent, sensitive, validFrom, validTo }: Extra = extraOf(definition);
  const limits = intervalsOf(definition, 'critical');
  const critical = limits.filter((one) => !isOfAll(one)).map((one) => ({ ...groupOf(one), ...boundsOf(one.range) }));
  const [ofAll] = limits.filter(isOfAll).map(({ range }) => boundsOf(range));
  const ranges = intervalsOf(definition, 'reference').map(rangeOf);
  checkOrder([...ranges, ...critical, ...(ofAll === undefined ? [] : [ofAll])]);
  const decimals = definition.quantitativeDetails?.decimalPrecision;
  const method = definition.method?.text;
  return {
    code: own.code,
    name: definition.preferredReportName ?? own.display ?? own.code,
    loinc: loinc?.code ?? '',
    loincName: loinc?.display ?? '',
    ...unitOf(definition, words),
    ranges,
    ...(ofAll === undefined ? {} : { critical: ofAll }),
    ...(critical.length === 0 ? {} : { criticalOf: critical }),
    ...(decimals === undefined ? {} : { decimals }),
    ...(method === undefined ? {} : { method }),
    ...(words === undefined ? {} : { words }),
    ...(delta === undefined ? {} : { delta }),
    ...(reagent === undefined ? {} : { reagent }),
    ...(sensitive === undefined ? {} : { sensitive }),
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validTo === undefined ? {} : { validTo }),
  };
}

const isSection = (text: string | undefined): text is LabSection => labSections.some((section) => section === text);

/**
 * A test as a site writes it: one ActivityDefinition for each version, code of the technical service, `effectivePeriod`,
 * the rest in the extension `lab-row`.
 *
 * @throws laboratory.badCatalogRow
 * @source HL7 FHIR R4, ActivityDefinition (verified)
 */
export function testOfDefinition(definition: ActivityDefinition): LabTest {
  const service = definition.code?.coding?.find(({ system }) => system === codeSystems.services7603);
  if (service?.code === undefined) throw bad('code', 'no technical service');
  const extra = extraOf(definition);
  const tube = tubes.find(({ id }) => id === extra.tube)?.id;
  if (tube === undefined) throw bad('extension.tube', String(extra.tube));
  if (!isSection(extra.section)) throw bad('extension.section', String(extra.section));
  if (extra.indicators === undefined || extra.indicators.length === 0) throw bad('extension.indicators', 'empty');
  const { start, end } = definition.effectivePeriod ?? {};
  return {
    code: service.code,
    name: definition.title ?? service.display ?? service.code,
    tube,
    section: extra.section,
    indicators: extra.indicators,
    ...(extra.calculated === undefined ? {} : { calculated: extra.calculated }),
    ...(extra.turnaround === undefined ? {} : { turnaround: extra.turnaround }),
    ...(extra.steps === undefined ? {} : { steps: extra.steps }),
    ...(extra.isAutomatic === undefined ? {} : { isAutomatic: extra.isAutomatic }),
    ...(extra.instrument === undefined ? {} : { instrument: extra.instrument }),
    ...(extra.sensitive === undefined ? {} : { sensitive: extra.sensitive }),
    ...(start === undefined ? {} : { validFrom: start.slice(0, 10) }),
    ...(end === undefined ? {} : { validTo: end.slice(0, 10) }),
  };
}

/** Is this definition one of a laboratory at all? @source none: our own extension marks it */
export const isLabRow = ({ extension }: ObservationDefinition | ActivityDefinition): boolean =>
  extension?.some(({ url }) => url === extensions.labRow) === true;
