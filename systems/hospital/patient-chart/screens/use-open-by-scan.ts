import { identifierSystems, readScan } from '@lienmach/core';
import { nameOf, type RecordClient, type Scan, useRecord, useScan } from '@lienmach/ui';
import type { Patient } from 'fhir/r4';
import { useNavigate } from 'react-router';

const byNumber = async ({ search }: RecordClient, system: string, value: string): Promise<Patient | undefined> =>
  (await search('Patient', { identifier: `${system}|${value}`, _count: 2 })).items[0];

async function byCard({ search }: RecordClient, number: string): Promise<Patient | undefined> {
  const found = await search('Coverage', {
    identifier: `${identifierSystems.insuranceCard}|${number}`,
    _include: 'Coverage:beneficiary',
    _count: 1,
  });
  return found.included.find((one): one is Patient => one.resourceType === 'Patient');
}

/** Whose code this is; a code that cannot be read is nobody's. */
async function patientOf(record: RecordClient, scan: Scan): Promise<Patient | undefined> {
  if (scan.patient !== undefined) return scan.patient;
  if (scan.kind === 'patient') {
    return (
      (await byNumber(record, identifierSystems.patientNumber, scan.text)) ??
      (await byNumber(record, identifierSystems.patientNumber, scan.value))
    );
  }
  const card = readOrNothing(scan.text);
  if (card?.kind === 'identity-card')
    return byNumber(record, identifierSystems.personalNumber, card.card.personalNumber);
  if (card?.kind === 'insurance-card') return byCard(record, card.card.number.value);
  return undefined;
}

function readOrNothing(text: string) {
  try {
    return readScan(text);
  } catch {
    return undefined;
  }
}

/** Codes of patients and both cards open their chart; a code nobody has goes on to whoever else wants it. */
export function useOpenByScan(): void {
  const record = useRecord();
  const navigate = useNavigate();
  useScan(['patient', 'identity-card', 'insurance-card'], async (scan) => {
    const patient = await patientOf(record, scan);
    if (patient === undefined) return false;
    navigate(`/patient-chart/patient/${patient.id}`);
    return nameOf(patient.name);
  });
}
