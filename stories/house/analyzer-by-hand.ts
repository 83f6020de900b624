import { identifierSystems, identifierValue } from '@lienmach/core';
import { frame, hl7Time, messageLog, openMllpClient, readHl7 } from '@lienmach/exchange';
import type { Patient, ServiceRequest } from 'fhir/r4';
import type { StoryHouse } from './open-story-house.ts';

export interface ResultMessage {
  readonly controlId: string;
  readonly patientNumber: string;
  /** FHIR date */
  readonly birthDate: string;
  readonly orderNumber: string;
  /** service code */
  readonly test: string;
  /** one result as it stands in OBX: code, value, unit */
  readonly result: readonly [code: string, value: string, unit: string];
  readonly note?: string;
}

export const numberOf = (patient: Patient): string => identifierValue(patient, identifierSystems.patientNumber) ?? '';
export const orderNumberOf = (order: ServiceRequest): string =>
  identifierValue(order, identifierSystems.orderNumber) ?? '';

/** ORU^R01 as an analyzer sends it, typed by hand: no writer of ours in between. */
export function resultMessage(message: ResultMessage): string {
  const { controlId, patientNumber, birthDate, orderNumber, test, result, note } = message;
  const [code, value, unit] = result;
  const now = hl7Time(new Date(), '+07:00');
  return [
    `MSH|^~\\&|MAYXN||LIENMACH||${now}||ORU^R01^ORU_R01|${controlId}|P|2.5.1||||||UNICODE UTF-8`,
    `PID|1||${patientNumber}||||${birthDate.replaceAll('-', '')}`,
    `ORC|RE|${orderNumber}`,
    `OBR|1|${orderNumber}||${test}^^L|||${now}|||||||||||||||${now}|||F`,
    ...(note === undefined ? [] : [`NTE|1||${note}`]),
    `OBX|1|NM|${code}^${code}^L||${value}|${unit}^${unit}^UCUM|||||F|||${now}`,
    '',
  ].join('\r');
}

export interface Acknowledgement {
  /** AA, AE or AR */
  readonly code: string;
  /** MSA-2: the message that is answered */
  readonly answers: string;
  /** our codes (ERR-5) and the sentences for the person (ERR-8) */
  readonly errors: readonly string[];
  readonly texts: readonly string[];
}

export function readAcknowledgement(raw: Uint8Array): Acknowledgement {
  const message = readHl7(raw);
  const [msa, errors] = [message.segment('MSA'), message.all('ERR')];
  return {
    code: msa?.get(1) ?? '',
    answers: msa?.get(2) ?? '',
    errors: errors.map((segment) => segment.get(5)),
    texts: errors.map((segment) => segment.get(8)),
  };
}

/** One message over MLLP, answered. */
export async function send(house: StoryHouse, message: string | Uint8Array): Promise<Acknowledgement> {
  const client = openMllpClient({ host: '127.0.0.1', port: house.demo.mllpPort ?? 0 });
  try {
    return readAcknowledgement(await client.send(Buffer.from(message)));
  } finally {
    client.close();
  }
}

export const framed = (message: string): Buffer => Buffer.from(frame(Buffer.from(message)));

/** what the log of incoming messages holds under this number, oldest first */
export async function kept(house: StoryHouse, controlId: string): Promise<string[]> {
  const log = messageLog(house.sql);
  const all = await Promise.all(
    (['applied', 'parked', 'refused', 'received'] as const).map((state) => log.list(state)),
  );
  return all
    .flat()
    .filter((one) => one.controlId === controlId)
    .sort((a, b) => Number(a.id) - Number(b.id))
    .map(({ state, reason }) =>
      [state, ...(reason?.issue ?? []).map((issue) => issue.details?.coding?.[0]?.code)].join(' '),
    );
}
