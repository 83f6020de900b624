import { formatVnTime, identifierSystems, identifierValue, nameText, parseInstant, toVnIso } from '@lienmach/core';
import type { LayoutData } from '@lienmach/documents';
import { dateLine, narrativeLines } from '@lienmach/papers';
import type { Composition, Encounter, Practitioner } from 'fhir/r4';

/** The values of `forms/summary-layout.ts`. */
export function summaryData(composition: Composition, encounter: Encounter, signer: Practitioner): LayoutData {
  const signed = parseInstant(composition.attester?.[0]?.time ?? composition.date);
  const time = (dateTime: string | undefined) =>
    dateTime === undefined ? undefined : formatVnTime(parseInstant(dateTime));
  return {
    number: identifierValue(encounter, identifierSystems.recordNumber) ?? encounter.id,
    began: time(encounter.period?.start),
    ended: time(encounter.period?.end),
    sections: (composition.section ?? []).map(({ title, text }) => ({
      title,
      lines: narrativeLines(text).map((line) => ({ text: line })),
    })),
    date: dateLine(signed),
    signer: {
      name: nameText(signer.name),
      time: toVnIso(signed),
      licence: identifierValue(signer, identifierSystems.practiceLicence),
    },
  };
}
