import { declaredIdentifiers, identifierSystems, nameText } from '@lienmach/core';
import {
  type Hl7Message,
  type Hl7SegmentDraft,
  hl7Date,
  type MessageContext,
  type Need,
  stableId,
  writeHl7,
} from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import type { FhirResource, Identifier, Patient } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isOfType, token } from './resource-entry.ts';

const MOST = 20;

/** QPD-3 of Q22: `@PID.5.1^Nguyễn`, one demand each. */
const demandsOf = (message: Hl7Message): Map<string, string> =>
  new Map(
    (message.segment('QPD')?.repetitions(3) ?? []).map(([name = '', value = '']) => [name.replace(/\.1$/, ''), value]),
  );

function declared(written: readonly { value: string; authority: string }[], { channel }: MessageContext): Identifier[] {
  const identifiers = written.map((one) => ({ ...one, universal: '' }));
  return declaredIdentifiers(identifiers, channel.options, channel.partner);
}

const byNumbers = (numbers: readonly Identifier[]): string => {
  if (numbers.length === 0) throw errors.queryTooWide({ at: 'QPD-3' });
  return `Patient?${new URLSearchParams({ identifier: numbers.map(({ system = '', value = '' }) => token(system, value)).join(',') })}`;
};

const date = (text: string): string =>
  text.replace(/^(\d{4})(\d{2})?(\d{2})?.*$/, (_, y, m, d) => [y, m, d].filter(Boolean).join('-'));

/** Who is looked for: somebody with a number, or with a name and a birth date. A name alone would list the register. */
function searchOf(message: Hl7Message, context: MessageContext): string {
  const demands = demandsOf(message);
  const number = demands.get('@PID.3') ?? '';
  const numbers = declared([{ value: number, authority: demands.get('@PID.3.4') ?? '' }], context);
  if (number !== '') return byNumbers(numbers);
  const [family = '', given = ''] = [demands.get('@PID.5') ?? demands.get('@PID.5.1'), demands.get('@PID.5.2')];
  const birthdate = date(demands.get('@PID.7') ?? '');
  if (family === '' || !/^\d{4}(?:-\d{2}){0,2}$/.test(birthdate)) throw errors.queryTooWide({ at: 'QPD-3' });
  return `Patient?${new URLSearchParams({ family, ...(given === '' ? {} : { given }), birthdate })}`;
}

/** QPD-3 of Q23: one number; whoever carries it is asked for the others. */
function numbersOf(message: Hl7Message, context: MessageContext): Identifier[] {
  const query = message.segment('QPD');
  return declared([{ value: query?.get(3, 1) ?? '', authority: query?.get(3, 4) ?? '' }], context);
}

/** Numbers whose system the channel has a name for; others are not for this partner. */
function told({ identifier = [] }: Patient, { channel }: MessageContext): (string | undefined)[][] {
  const names = Object.keys(channel.options).flatMap((key) => (key.startsWith('authority.') ? [key.slice(10)] : []));
  const known = names.map((authority) => ({
    authority,
    system: declared([{ value: 'x', authority }], { channel } as MessageContext)[0]?.system,
  }));
  return identifier.flatMap(({ system, value }) => {
    const own = system === identifierSystems.patientNumber ? 'LIENMACH' : undefined;
    const authority = known.find((one) => one.system === system)?.authority ?? own;
    return authority === undefined || value === undefined ? [] : [[value, undefined, undefined, authority]];
  });
}

const sexes: Readonly<Record<string, string>> = { male: 'M', female: 'F', other: 'O', unknown: 'U' };

function personSegment(patient: Patient, turn: number, context: MessageContext): Hl7SegmentDraft {
  const [name] = patient.name ?? [];
  return {
    name: 'PID',
    fields: {
      1: String(turn + 1),
      3: { repeat: told(patient, context) },
      5: name?.family === undefined ? [nameText(patient.name)] : [name.family, name.given?.join(' ')],
      7: patient.birthDate === undefined ? undefined : hl7Date(patient.birthDate),
      8: sexes[patient.gender ?? 'unknown'],
    },
  };
}

const isInUse = (one: FhirResource): one is Patient => isOfType(one, 'Patient') && one.active !== false;

function response(message: Hl7Message, now: Date, context: MessageContext, isSearch: boolean): string {
  const found = (context.lists.persons ?? []).filter(isInUse);
  const query = message.segment('QPD');
  const header = message.segment('MSH');
  return writeHl7(
    {
      type: isSearch ? ['RSP', 'K22', 'RSP_K21'] : ['RSP', 'K23', 'RSP_K23'],
      controlId: stableId(context.channel.id, message.controlId, now.toISOString()).slice(0, 20),
      at: now,
      from: { application: header?.get(5), facility: header?.get(6) },
      to: { application: header?.get(3), facility: header?.get(4) },
    },
    [
      { name: 'MSA', fields: { 1: 'AA', 2: message.controlId } },
      { name: 'QAK', fields: { 1: query?.get(2), 2: found.length === 0 ? 'NF' : 'OK', 4: String(found.length) } },
      { name: 'QPD', fields: { 1: [query?.get(1, 1), query?.get(1, 2)], 2: query?.get(2) } },
      ...found.map((patient, turn) => personSegment(patient, turn, context)),
    ],
  );
}

const queryMapping = (on: string, need: (message: Hl7Message, context: MessageContext) => string): MessageMapping => ({
  on,
  id: `message-gateway.${on.toLowerCase().replace('^', '-')}`,
  actAs: ['hospital-link'],
  needs: (message, context): Readonly<Record<string, Need>> => ({
    persons: { search: need(message, context), many: MOST },
  }),
  map: () => ({ resourceType: 'Bundle', type: 'transaction', entry: [] }),
  reply: (message, _found, now, context) => response(message, now, context, on === 'QBP^Q22'),
});

/**
 * Who is this? Answered to a channel that declares the numbers it knows, with those numbers only.
 *
 * @source HL7 v2.5.1 chapter 3, QBP^Q22 and Q23, RSP^K22 and K23 (verified)
 */
export const queryMappings: readonly MessageMapping[] = [
  queryMapping('QBP^Q22', searchOf),
  queryMapping('QBP^Q23', (message, context) => byNumbers(numbersOf(message, context))),
];
