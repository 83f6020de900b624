import { formatVnTime, identifierSystems, identifierValue, parseInstant } from '@lienmach/core';
import type { LayoutData } from '@lienmach/documents';
import { patientOnPaper } from '@lienmach/papers';
import type { Encounter, Patient } from 'fhir/r4';

const lanes: Readonly<Record<string, string>> = { UR: 'ƯU TIÊN', EM: 'CẤP CỨU' };

/** `noi-1-20260302-007` is number 007 of its queue. */
const ticketOf = (encounter: Encounter): string | undefined =>
  /-(\d+)$/.exec(identifierValue(encounter, identifierSystems.queueNumber) ?? '')?.[1];

/** The values of `forms/number-slip-layout.ts`; nothing when the visit has no number. */
export function numberSlipData(encounter: Encounter, patient: Patient, day: string): LayoutData | undefined {
  const number = ticketOf(encounter);
  if (number === undefined) return undefined;
  const { birthYear, sex } = patientOnPaper(patient, day);
  const arrived = encounter.period?.start;
  return {
    number,
    room: encounter.location?.[0]?.location.display,
    lane: lanes[encounter.priority?.coding?.[0]?.code ?? ''],
    born: [birthYear === undefined ? undefined : `Sinh năm ${birthYear}`, sex].filter(Boolean).join(' · '),
    arrived: arrived === undefined ? undefined : formatVnTime(parseInstant(arrived)),
  };
}
