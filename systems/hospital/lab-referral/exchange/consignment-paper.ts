import { formatVnDate, formatVnTime, identifierSystems, identifierValue, nameText, parseInstant } from '@lienmach/core';
import type { LayoutData } from '@lienmach/documents';
import { dateLine } from '@lienmach/papers';
import type { Patient, ServiceRequest, Specimen, Task } from 'fhir/r4';
import type { ReferralLaboratory } from '../rules/referral-laboratory.ts';

/** One line of the list that lies in the box. */
export interface BoxedTest {
  readonly task: Task;
  readonly order: ServiceRequest | undefined;
  readonly specimen: Specimen | undefined;
  readonly patient: Patient | undefined;
}

const sexes: Readonly<Record<string, string>> = { male: 'Nam', female: 'Nữ' };
const time = (instant: string | undefined): string =>
  instant === undefined ? '' : formatVnTime(parseInstant(instant));

const lineOf = ({ task, order, specimen, patient }: BoxedTest, at: number) => ({
  turn: String(at + 1),
  tube: identifierValue(specimen, identifierSystems.specimenNumber) ?? '',
  kind: specimen?.container?.[0]?.description ?? specimen?.type?.text ?? '',
  name: nameText(patient?.name),
  born: patient?.birthDate === undefined ? '' : formatVnDate(patient.birthDate),
  sex: sexes[patient?.gender ?? ''] ?? '',
  test: task.description ?? '',
  order: identifierValue(order, identifierSystems.orderNumber) ?? '',
  collected: time(specimen?.collection?.collectedDateTime),
});

/** What the paper of a box says. */
export function consignmentData(
  number: string,
  boxed: readonly BoxedTest[],
  laboratory: ReferralLaboratory | undefined,
): LayoutData {
  const [first] = boxed;
  const sentAt = first?.task.executionPeriod?.start;
  const step = first?.specimen?.processing?.findLast(({ description = '' }) => description.includes(number));
  const lines = boxed.map(lineOf).toSorted((a, b) => a.tube.localeCompare(b.tube));
  return {
    number,
    laboratory: laboratory?.name ?? first?.task.owner?.display ?? '',
    address: laboratory?.address ?? '',
    phone: laboratory?.phone ?? '',
    sent: time(sentAt),
    how: step?.description?.split(' · ').slice(2).join(' · ') ?? '',
    count: String(new Set(lines.map(({ tube }) => tube)).size),
    sender: first?.task.note?.[0]?.authorReference?.display ?? '',
    date: sentAt === undefined ? '' : dateLine(parseInstant(sentAt)),
    lines: lines.map((line, at) => ({ ...line, turn: String(at + 1) })),
  };
}
