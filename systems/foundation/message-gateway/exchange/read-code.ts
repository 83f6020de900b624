import { codeSystems, partnerCodes } from '@lienmach/core';
import type { Hl7Segment, MessageContext } from '@lienmach/exchange';
import type { CodeableConcept, Coding } from 'fhir/r4';
import { errors } from '../errors.ts';

/**
 * Names of coding systems in coded elements.
 *
 * @source HL7 table 0396, coding systems (verified)
 */
const tables: Readonly<Record<string, string>> = {
  LN: codeSystems.loinc,
  SCT: 'http://snomed.info/sct',
  SNOMED: 'http://snomed.info/sct',
  I10: 'http://hl7.org/fhir/sid/icd-10',
  ICD10: 'http://hl7.org/fhir/sid/icd-10',
  I9: 'http://hl7.org/fhir/sid/icd-9-cm',
  CVX: 'http://hl7.org/fhir/sid/cvx',
  MVX: 'http://hl7.org/fhir/sid/mvx',
  NDC: 'http://hl7.org/fhir/sid/ndc',
  RXNORM: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  C4: 'http://www.ama-assn.org/go/cpt',
  UCUM: codeSystems.ucum,
};

const codeSystem = (table: string, partner: string): string => {
  const [, number] = /^HL7-?(\d{4})$/i.exec(table) ?? [];
  if (number !== undefined) return `http://terminology.hl7.org/CodeSystem/v2-${number}`;
  return tables[table.toUpperCase()] ?? partnerCodes(partner, table === '' ? 'local' : table);
};

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** a code of FHIR has no blank at its ends and single ones inside */
function codingOf(code: string, display: string, table: string, { channel }: MessageContext): Coding[] {
  const [clean, words] = [oneLine(code), oneLine(display)];
  if (clean === '') return [];
  return [{ system: codeSystem(table, channel.partner), code: clean, ...(words === '' ? {} : { display: words }) }];
}

/**
 * A coded element as it came, both codes; a code that the channel's map knows gets ours beside it.
 *
 * @param system  of our code, when the map has one
 * @source HL7 v2.5.1 chapter 2A, CE and CWE (verified)
 */
export function readCode(
  segment: Hl7Segment,
  field: number,
  context: MessageContext,
  system?: string,
): CodeableConcept | undefined {
  const part = (component: number): string => segment.get(field, component);
  const ours = system === undefined ? undefined : context.translate(part(1), part(3));
  const coding = [
    ...(ours === undefined || system === undefined ? [] : [{ system, code: ours }]),
    ...codingOf(part(1), part(2), part(3), context),
    ...codingOf(part(4), part(5), part(6), context),
  ];
  const text = oneLine(part(9) || part(2) || part(5));
  if (coding.length === 0 && text === '') return undefined;
  return { ...(coding.length === 0 ? {} : { coding }), ...(text === '' ? {} : { text }) };
}

/** @throws message-gateway.codeMissing */
export function requiredCode(
  segment: Hl7Segment,
  field: number,
  context: MessageContext,
  system?: string,
): CodeableConcept {
  const concept = readCode(segment, field, context, system);
  if (concept === undefined) throw errors.codeMissing({ at: `${segment.name}-${field}` });
  return concept;
}
