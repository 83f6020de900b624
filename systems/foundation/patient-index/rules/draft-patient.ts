import { codeSystems, extensions, identifierSystems, personName, present, vnPatient } from '@lienmach/core';
import type { Address, Extension, Identifier, Patient } from 'fhir/r4';
import type { PersonFacts } from './person-facts.ts';

const coded = (url: string, system: string, code: string | undefined): Extension[] =>
  code === undefined ? [] : [{ url, valueCodeableConcept: { coding: [{ system, code }] } }];

/** The units in force since 2025-07-01; what the paper said, perhaps by older units, stays as text. */
const placesOf = ({ province, commune, communeName }: PersonFacts): Extension[] => [
  ...(province === undefined
    ? []
    : [{ url: extensions.province, valueCoding: { system: codeSystems.province, code: province } }]),
  ...(commune === undefined
    ? []
    : [
        {
          url: extensions.commune,
          valueCoding: { system: codeSystems.commune, code: commune, ...present({ display: communeName }) },
        },
      ]),
];

function addressOf(facts: PersonFacts): Address[] {
  const { address } = facts;
  const places = placesOf(facts);
  if (address === undefined && places.length === 0) return [];
  return [
    {
      use: 'home',
      ...present({ text: address }),
      country: 'VN',
      ...(places.length > 0 ? { extension: places } : {}),
    },
  ];
}

/**
 * Identifiers of the person; the patient number is given later, when the record is made.
 *
 * @source VN Core 0.6.0, naming systems cccd, cmnd (verified), bhxh (unsure)
 */
export function identifiersOf(facts: PersonFacts): Identifier[] {
  const { personalNumber, socialInsuranceNumber, oldNumbers } = facts;
  return [
    ...(personalNumber === undefined
      ? []
      : [{ use: 'official' as const, system: identifierSystems.personalNumber, value: personalNumber }]),
    ...(socialInsuranceNumber === undefined
      ? []
      : [{ system: identifierSystems.socialInsuranceNumber, value: socialInsuranceNumber }]),
    ...oldNumbers.map((value) => ({
      use: 'old' as const,
      system: value.length === 12 ? identifierSystems.personalNumber : identifierSystems.oldIdentityCard,
      value,
    })),
  ];
}

/**
 * The Patient that the facts make, without a patient number yet.
 *
 * @source VN Core 0.6.0, vn-core-patient and vn-core-address (verified)
 */
export function draftPatient(facts: PersonFacts): Patient {
  const extension = [
    ...coded(extensions.ethnicity, codeSystems.ethnicGroup, facts.ethnicity),
    ...coded(extensions.occupation, codeSystems.occupation, facts.occupation),
    ...(facts.nationality === undefined
      ? []
      : [
          {
            url: extensions.nationality,
            extension: [
              {
                url: 'code',
                valueCodeableConcept: { coding: [{ system: codeSystems.country, code: facts.nationality }] },
              },
            ],
          },
        ]),
  ];
  const address = addressOf(facts);
  const identifier = identifiersOf(facts);
  return {
    resourceType: 'Patient',
    meta: { profile: [vnPatient.url] },
    ...(extension.length > 0 ? { extension } : {}),
    ...(identifier.length > 0 ? { identifier } : {}),
    active: true,
    ...(facts.name === undefined ? {} : { name: [personName(facts.name)] }),
    ...(facts.phone === undefined ? {} : { telecom: [{ system: 'phone', value: facts.phone, use: 'mobile' }] }),
    ...present({ gender: facts.gender, birthDate: facts.birthDate }),
    ...(address.length > 0 ? { address } : {}),
  };
}

/** An address of before that has no new unit yet gets the one that is known now. */
function withPlaces(known: Patient['address'], facts: PersonFacts): Patient['address'] {
  const [first, ...rest] = known ?? [];
  if (first === undefined) return undefined;
  const missing = placesOf(facts).filter(({ url }) => !first.extension?.some((one) => one.url === url));
  return missing.length === 0 ? known : [{ ...first, extension: [...(first.extension ?? []), ...missing] }, ...rest];
}

/** A card that carries the number in use among its cancelled ones says that it was given anew. */
function withoutReissued(patient: Patient, { personalNumber, oldNumbers }: PersonFacts): Patient {
  if (personalNumber === undefined) return patient;
  const isReissued = ({ system, value, use }: Identifier) =>
    system === identifierSystems.personalNumber &&
    use !== 'old' &&
    value !== personalNumber &&
    oldNumbers.includes(value ?? '');
  if (!patient.identifier?.some(isReissued)) return patient;
  return { ...patient, identifier: patient.identifier.map((one) => (isReissued(one) ? { ...one, use: 'old' } : one)) };
}

/**
 * The record with what it did not know yet; nothing that it knew is changed, except that a personal number which the
 * card itself calls cancelled becomes an old one.
 *
 * @source NĐ 70/2024/NĐ-CP, art. 11: numbers given anew (secondary); other corrections are made by a person who looks at both (own choice, unsure)
 */
export function completePatient(known: Patient, facts: PersonFacts): Patient {
  const patient = withoutReissued(known, facts);
  const draft = draftPatient(facts);
  const carried = new Set((patient.identifier ?? []).map(({ system, value }) => `${system}|${value}`));
  const added = (draft.identifier ?? []).filter(({ system, value }) => !carried.has(`${system}|${value}`));
  const hasActiveNumber = (patient.identifier ?? []).some(
    ({ system, use }) => system === identifierSystems.personalNumber && use !== 'old',
  );
  const fresh = added.filter(
    ({ system, use }) => !(hasActiveNumber && use === 'official' && system === identifierSystems.personalNumber),
  );
  const identifier = [...(patient.identifier ?? []), ...fresh];
  const extension = [
    ...(patient.extension ?? []),
    ...(draft.extension ?? []).filter(({ url }) => !patient.extension?.some((one) => one.url === url)),
  ];
  return {
    ...patient,
    ...(extension.length > 0 ? { extension } : {}),
    ...(identifier.length > 0 ? { identifier } : {}),
    ...present({
      telecom: patient.telecom ?? draft.telecom,
      gender: patient.gender ?? draft.gender,
      birthDate: patient.birthDate ?? draft.birthDate,
      address: withPlaces(patient.address, facts) ?? draft.address,
    }),
  };
}
