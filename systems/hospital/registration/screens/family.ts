import { codeSystems, identifierSystems, personName } from '@lienmach/core';
import { type RecordClient, today } from '@lienmach/ui';
import type { BundleEntry, RelatedPerson } from 'fhir/r4';
import { emptyDraft, type ReceptionDraft } from './reception-draft.ts';

/** The child that was born to the person on the desk: unnamed yet, born today, reached through its mother. */
export function newbornOf({ fields }: ReceptionDraft): ReceptionDraft {
  const { name, phone, address, commune, communeName, cardNumber } = fields;
  return {
    ...emptyDraft,
    fields: {
      ...emptyDraft.fields,
      name: `Con bà ${name}`,
      birthDate: today(),
      address,
      commune,
      communeName,
      relation: 'MTH',
      relativeName: name,
      relativePhone: phone,
      relativeCard: cardNumber,
      entitlement: '1.7',
    },
  };
}

function relativeOf({ fields }: ReceptionDraft, patient: string, key: string): RelatedPerson {
  const { relation, relativeName, relativePhone, relativeCard } = fields;
  return {
    resourceType: 'RelatedPerson',
    identifier: [
      { system: identifierSystems.requestKey, value: key },
      ...(relativeCard === '' ? [] : [{ system: identifierSystems.insuranceCard, value: relativeCard }]),
    ],
    active: true,
    patient: { reference: `Patient/${patient}` },
    ...(relation === '' ? {} : { relationship: [{ coding: [{ system: codeSystems.relationship, code: relation }] }] }),
    name: [personName(relativeName)],
    ...(relativePhone === '' ? {} : { telecom: [{ system: 'phone', value: relativePhone }] }),
  };
}

/** Writes down who belongs to the patient; the same save asked twice writes once. */
export async function saveRelative(
  { transaction }: Pick<RecordClient, 'transaction'>,
  draft: ReceptionDraft,
  patient: string,
  attempt: string,
): Promise<void> {
  if (draft.fields.relativeName.trim() === '') return;
  const key = `${attempt}.relative`;
  const entry: BundleEntry = {
    resource: relativeOf(draft, patient, key),
    request: {
      method: 'POST',
      url: 'RelatedPerson',
      ifNoneExist: `identifier=${identifierSystems.requestKey}|${key}`,
    },
  };
  await transaction({ resourceType: 'Bundle', type: 'transaction', entry: [entry] });
}
