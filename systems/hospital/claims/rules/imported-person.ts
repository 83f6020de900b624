import { codeSystems, extensions, identifierSystems, logicalOrganization, nameText, VN_ZONE } from '@lienmach/core';
import type { Coding, Extension, Patient, RelatedPerson } from 'fhir/r4';
import { type ClaimFile, type ClaimRow, rowsOf, textOf } from './claim-file.ts';
import { dayOfDigits } from './claim-values.ts';
import type { ImportWorld } from './import-world.ts';

const sexes: Readonly<Record<string, Patient['gender']>> = { 1: 'male', 2: 'female' };

/**
 * NGAY_SINH as FHIR has it: the year alone when day and month are zeros, the time only when it is known.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), NGAY_SINH (secondary)
 */
export function birthOf(stamp: string): Pick<Patient, 'birthDate' | '_birthDate'> {
  if (!/^\d{4}/.test(stamp)) return {};
  if (stamp.slice(4, 8) === '' || stamp.slice(4, 8) === '0000') return { birthDate: stamp.slice(0, 4) };
  const birthDate = dayOfDigits(stamp);
  const clock = stamp.slice(8, 12);
  if (clock === '' || clock === '0000') return { birthDate };
  const birthTime = `${birthDate}T${clock.slice(0, 2)}:${clock.slice(2)}:00${VN_ZONE}`;
  return { birthDate, _birthDate: { extension: [{ url: extensions.birthTime, valueDateTime: birthTime }] } };
}

const coded = (url: string, system: string, code: string): Extension[] =>
  code === '' ? [] : [{ url, valueCodeableConcept: { coding: [{ system, code }] } }];

const placed = (url: string, system: string, code: string): Extension[] => {
  const valueCoding: Coding = { system, code };
  return code === '' ? [] : [{ url, valueCoding }];
};

/** Family name first, given name last; the whole as it was written. */
function nameOf(text: string): Patient['name'] {
  const [family = '', ...given] = text.split(/\s+/);
  return [{ use: 'official', text, ...(given.length === 0 ? { given: [family] } : { family, given }) }];
}

function addressOf(row: ClaimRow): Patient['address'] {
  const extension = [
    ...placed(extensions.province, codeSystems.province, textOf(row, 'MATINH_CU_TRU')),
    ...placed(extensions.commune, codeSystems.commune, textOf(row, 'MAXA_CU_TRU')),
  ];
  const text = textOf(row, 'DIA_CHI');
  return text === '' && extension.length === 0 ? [] : [{ text, extension }];
}

/**
 * The person of a claim, for a record that does not know them yet.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 1; places in FHIR: VN Core 0.6.0, else our own (secondary)
 */
export function importedPatient(row: ClaimRow, { isElsewhere }: Pick<ImportWorld, 'isElsewhere'>): Patient {
  const nationality = textOf(row, 'MA_QUOCTICH');
  const facility = textOf(row, 'MA_CSKCB');
  return {
    resourceType: 'Patient',
    active: true,
    extension: [
      ...coded(extensions.ethnicity, codeSystems.ethnicGroup, textOf(row, 'MA_DANTOC')),
      ...coded(extensions.occupation, codeSystems.occupation, textOf(row, 'MA_NGHE_NGHIEP')),
      ...(nationality === ''
        ? []
        : [{ url: extensions.nationality, extension: coded('code', codeSystems.country, nationality) }]),
    ],
    identifier: [
      {
        type: { coding: [{ system: codeSystems.v2Identifier, code: 'MR' }] },
        system: identifierSystems.patientNumber,
        value: textOf(row, 'MA_BN'),
        ...(isElsewhere ? { assigner: logicalOrganization(identifierSystems.facility, facility) } : {}),
      },
      ...(textOf(row, 'SO_CCCD') === ''
        ? []
        : [{ system: identifierSystems.personalNumber, value: textOf(row, 'SO_CCCD') }]),
    ],
    name: nameOf(textOf(row, 'HO_TEN')) ?? [],
    telecom: textOf(row, 'DIEN_THOAI') === '' ? [] : [{ system: 'phone', value: textOf(row, 'DIEN_THOAI') }],
    gender: sexes[textOf(row, 'GIOI_TINH')] ?? 'unknown',
    ...birthOf(textOf(row, 'NGAY_SINH')),
    address: addressOf(row) ?? [],
  };
}

const MOTHER = 'MTH';

export const isMother = ({ relationship }: Pick<RelatedPerson, 'relationship'>): boolean =>
  relationship?.some((kind) => kind.coding?.some(({ code }) => code === MOTHER)) === true;

/**
 * The mother that the discharge paper names, unless the record knows a mother already: she is never overwritten.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 7 and 8, HO_TEN_ME and MA_ME (secondary)
 */
export function importedMother(claim: ClaimFile, { relatives, subject }: ImportWorld): RelatedPerson | undefined {
  const [paper] = [...rowsOf(claim, 'XML7'), ...rowsOf(claim, 'XML8')].filter((row) => textOf(row, 'HO_TEN_ME') !== '');
  if (paper === undefined || relatives.some((one) => isMother(one) && nameText(one.name) !== '')) return undefined;
  const number = textOf(paper, 'MA_ME');
  return {
    resourceType: 'RelatedPerson',
    patient: subject,
    relationship: [{ coding: [{ system: codeSystems.relationship, code: MOTHER }] }],
    name: [{ text: textOf(paper, 'HO_TEN_ME') }],
    identifier: number === '' ? [] : [{ system: identifierSystems.socialInsuranceNumber, value: number }],
  };
}
