import { codeSystems, identifierSystems } from '@lienmach/core';
import { exactNumber, type MessageContext, unknownCode } from '@lienmach/exchange';
import type { Observation } from 'fhir/r4';
import type { LabIndicator } from '../catalogs/lab-indicator.ts';
import { errors } from '../errors.ts';
import type { LabCatalog } from '../rules/lab-catalog.ts';
import { personOf, type ResultGround, reading, resultFrame, wordReading } from '../rules/lab-result.ts';
import { machineFlags } from '../rules/machine-flags.ts';
import { typedWord } from '../rules/typed-value.ts';
import type { HeardCode, HeardResult } from './heard-result.ts';
import { resultStatus, toldQuantity } from './result-value.ts';

const ABSENT = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';

/** In a channel's code map: what the laboratory does not report, such as a machine's own indexes. */
export const LEFT_OUT = '-';

function directly({ code, system }: HeardCode, catalog: LabCatalog): LabIndicator | undefined {
  return system === 'LN' ? catalog.indicatorByLoinc(code) : catalog.indicator(code);
}

/** What the channel's code map says about a code, as it stands there. */
export const mappedCode = ({ code, system }: HeardCode, context: MessageContext): string | undefined =>
  context.translate(code, system === 'LN' ? codeSystems.loinc : undefined);

/**
 * The indicator of a machine's code: by the code map of its channel, else by our own codes and LOINC.
 *
 * @param catalog  of the day of the specimen, or of the control
 * @returns undefined for what the code map leaves out
 * @throws exchange.unknownCode: an unknown code is never guessed
 */
export function indicatorOf(
  { codes, places }: HeardResult,
  context: MessageContext,
  catalog: LabCatalog,
): LabIndicator | undefined {
  for (const one of codes) {
    const ours = mappedCode(one, context);
    if (ours === LEFT_OUT) return undefined;
    const mapped = ours === undefined ? undefined : (catalog.indicator(ours) ?? catalog.indicatorByLoinc(ours));
    const indicator = mapped ?? directly(one, catalog);
    if (indicator !== undefined) return indicator;
  }
  const [{ code, system } = { code: '', system: '' }] = codes;
  const isLoinc = system === 'LN';
  throw unknownCode({ at: places.code, code: code.slice(0, 60), ...(isLoinc ? { system: codeSystems.loinc } : {}) });
}

/** What was measured, its digits as they came, or the word that nothing could be measured. */
function measured(
  heard: HeardResult,
  indicator: LabIndicator,
  ground: ResultGround,
  context: MessageContext,
): Partial<Observation> {
  if (resultStatus(heard) === 'cancelled') {
    return { dataAbsentReason: { coding: [{ system: ABSENT, code: 'error' }], text: 'Máy không đo được' } };
  }
  if (indicator.words !== undefined) {
    const word = typedWord(context.translate(heard.value ?? '', codeSystems.labWord) ?? heard.value ?? '', indicator);
    if (word === undefined) throw errors.unreadableValue({ at: heard.places.value, name: indicator.name });
    return wordReading(word, indicator);
  }
  const told = toldQuantity(heard, indicator, context);
  if (told === undefined) throw errors.unreadableValue({ at: heard.places.value, name: indicator.name });
  const { quantity, digits } = told;
  return {
    ...reading(quantity, indicator, personOf(ground)),
    valueQuantity: { ...quantity, value: exactNumber(digits) },
  };
}

/** Code of the machine that measured: as the channel declares it, as the message says, else the channel itself. */
export const instrumentOf = ({ device }: HeardResult, { channel }: MessageContext): string =>
  channel.options.instrument || device || channel.id;

/** @param instrument  code of the register of instruments */
export const deviceOf = (instrument: string): Pick<Observation, 'device'> => ({
  device: {
    type: 'Device',
    identifier: { system: identifierSystems.instrument, value: instrument },
    display: instrument,
  },
});

/** What the machine says besides: flags beyond high and low, notes, dilution. */
function remarks({ flags, notes }: HeardResult, read: Partial<Observation>): Partial<Observation> {
  const interpretation = [...(read.interpretation ?? []), ...machineFlags(flags)];
  return {
    ...(interpretation.length === 0 ? {} : { interpretation }),
    ...(notes.length === 0 ? {} : { note: notes.map((text) => ({ text: text.slice(0, 500) })) }),
  };
}

/**
 * One value of a machine as a preliminary Observation.
 *
 * @throws every refusal of the parts: unit, value or status
 */
export function resultObservation(
  heard: HeardResult,
  indicator: LabIndicator,
  ground: ResultGround,
  context: MessageContext,
): Observation {
  const read = measured(heard, indicator, ground, context);
  return {
    ...resultFrame(indicator, ground, ground.collectedAt ?? heard.measuredAt),
    status: resultStatus(heard),
    ...deviceOf(instrumentOf(heard, context)),
    ...read,
    ...remarks(heard, read),
  };
}
