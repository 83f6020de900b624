import { identifierSystems, identifierValue, nameText, VN_ZONE } from '@lienmach/core';
import { type AstmRecordDraft, hl7Date, hl7Time } from '@lienmach/exchange';
import type { Patient } from 'fhir/r4';
import type { TubeWork } from './work-on-tube.ts';

const sexes: Readonly<Record<string, string>> = { male: 'M', female: 'F', other: 'U', unknown: 'U' };
const time = (instant: string | undefined): string | undefined =>
  instant === undefined ? undefined : hl7Time(new Date(instant), VN_ZONE).slice(0, 14);

function patientRecord(patient: Patient): AstmRecordDraft {
  const [name] = patient.name ?? [];
  return {
    name: 'P',
    fields: {
      3: identifierValue(patient, identifierSystems.patientNumber),
      6: name?.family === undefined ? [nameText(patient.name)] : [name.family, name.given?.join(' ')],
      8: patient.birthDate === undefined ? undefined : hl7Date(patient.birthDate),
      9: sexes[patient.gender ?? 'unknown'],
    },
  };
}

/**
 * One tube as an analyzer hears it: who it is of, and one order with every test that is still to be done.
 *
 * @param why  `answer`: O.26 `Q`, the machine asked; `order`: `O`, it did not ask; `cancel`: O.12 `C`, no longer to be measured
 * @source ASTM E1394-97 / CLSI LIS2-A2, patient and test order records (verified in public descriptions)
 */
export function astmOrder(
  { tube, patient, specimen, orders }: TubeWork,
  why: 'answer' | 'order' | 'cancel',
): AstmRecordDraft[] {
  const codes = [...new Set(orders.flatMap((one) => one.codes))];
  const isUrgent = orders.some(({ order }) => order.priority === 'stat');
  const ordered = orders[0]?.order.authoredOn;
  return [
    patientRecord(patient),
    {
      name: 'O',
      fields: {
        3: tube,
        5: { repeat: codes.map((code) => [undefined, undefined, undefined, code]) },
        6: isUrgent ? 'S' : 'R',
        7: time(ordered),
        8: time(specimen.collection?.collectedDateTime),
        12: why === 'cancel' ? 'C' : 'N',
        16: specimen.type?.coding?.[0]?.code,
        26: why === 'answer' ? 'Q' : 'O',
      },
    },
  ];
}
