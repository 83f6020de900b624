import {
  codeSystems,
  identifierSystems,
  identifierValue,
  nameText,
  parseInstant,
  present,
  toVnDay,
  vnDayOf,
} from '@lienmach/core';
import { givePaper, type PaperInput, paperParameters } from '@lienmach/papers';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Binary, Coverage, MedicationRequest } from 'fhir/r4';
import { errors } from '../errors.ts';
import { prescriptionData } from '../exchange/prescription-data.ts';
import { prescriptionLayouts } from '../forms/prescription-layout.ts';
import { codeOf } from './visit-to-prescribe-for.ts';

/** GET Encounter/{id}/$print-prescription: the A5 print of one prescription of the visit, with its national code as QR. */
export const printPrescription: Operation<PaperInput & { readonly code?: string }, Binary> = {
  definition: {
    code: 'print-prescription',
    title: { vi: 'In đơn thuốc', en: 'Print prescription' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: false,
    allow: ['doctor', 'nurse', 'records-clerk'],
    parameter: [{ name: 'code', use: 'in', min: 0, max: '1', type: 'string' }, ...paperParameters],
  },

  async run(ctx, id, { code, ...wanted }) {
    const encounter = await ctx.store.read('Encounter', id);
    const patient = await ctx.store.follow('Patient', encounter.subject);
    const requests = await requestsToPrint(ctx, id, code);
    const conditions = await ctx.store.search('Condition', `encounter=Encounter/${id}`);
    const allergies = await ctx.store.search('AllergyIntolerance', `patient=Patient/${patient.id}`);
    const weights = await ctx.store.search(
      'Observation',
      `encounter=Encounter/${id}&code=${codeSystems.loinc}|29463-7&_sort=-date`,
    );
    const adults = await ctx.store.search('RelatedPerson', `patient=Patient/${patient.id}`);
    const cards = await ctx.store.search('Coverage', `beneficiary=Patient/${patient.id}&status=active`);
    const [first] = requests;
    const prescriber = await ctx.store.follow('Practitioner', first?.requester);
    const authored = parseInstant(first?.authoredOn ?? '');
    const data = prescriptionData({
      patient,
      encounter,
      conditions,
      allergies,
      requests,
      weight: weights.find(({ status }) => status !== 'entered-in-error')?.valueQuantity?.value,
      adult: nameText(adults[0]?.name),
      card: cards.find((card) => isGoodOn(card, toVnDay(authored)))?.subscriberId,
      prescriber: {
        name: nameText(prescriber.name),
        licence: identifierValue(prescriber, identifierSystems.practiceLicence),
      },
      authored,
    });
    const number = first === undefined ? undefined : codeOf(first);
    const paper = {
      layouts: prescriptionLayouts,
      day: toVnDay(authored),
      data,
      patient,
      source: `MedicationRequest/${first?.id}`,
      ...present({ qr: number }),
    };
    return givePaper(ctx, paper, wanted);
  },
};

/** A card of another year does not belong on this paper; a card without dates does. */
const isGoodOn = ({ period }: Coverage, day: string): boolean =>
  (period?.start === undefined || vnDayOf(period.start) <= day) &&
  (period?.end === undefined || vnDayOf(period.end) >= day);

/** @throws errors.noPrescription, errors.severalPrescriptions */
async function requestsToPrint(ctx: Context, id: string, code: string | undefined): Promise<MedicationRequest[]> {
  const found = await ctx.store.search('MedicationRequest', `encounter=Encounter/${id}&status=active,completed`);
  const issued = found.filter((request) => codeOf(request) !== undefined);
  const codes = [...new Set(issued.map(codeOf))];
  if (code === undefined && codes.length > 1) {
    throw errors.severalPrescriptions({ at: "Parameters.parameter.where(name='code')", codes: codes.join(', ') });
  }
  const wanted = code ?? codes[0];
  const requests = issued.filter((request) => codeOf(request) === wanted);
  if (wanted === undefined || requests.length === 0) throw errors.noPrescription({ at: 'Encounter' });
  return requests;
}
