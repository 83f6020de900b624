import { codeSystems, extensionCoding, extensions, identifierSystems, identifierValue, present } from '@lienmach/core';
import type { Extension, Organization } from 'fhir/r4';

/** A test that a laboratory measures for this house. */
export interface ReferredTest {
  /** technical service */
  readonly code: string;
  readonly name: string;
  /** from sending to the result */
  readonly hours: number;
  /** the test goes there unless somebody says otherwise */
  readonly isUsual: boolean;
}

/** A laboratory that measures specimens of this house. */
export interface ReferralLaboratory {
  /** of the Organization */
  readonly id: string;
  /** facility code */
  readonly code: string;
  readonly name: string;
  readonly phone?: string;
  readonly address?: string;
  /** level of QĐ 2429 (`1` … `5`) or `iso15189` */
  readonly qualityLevel?: string;
  readonly isActive: boolean;
  readonly tests: readonly ReferredTest[];
}

export const REFERRAL_LABORATORY = 'referral-laboratory';
export const LONGEST_HOURS = 1440;

const partOf = ({ extension = [] }: Extension, url: string): Extension | undefined =>
  extension.find((one) => one.url === url);

const testOf = (extension: Extension): ReferredTest[] => {
  const code = partOf(extension, 'code')?.valueCode;
  const hours = partOf(extension, 'hours')?.valueInteger;
  if (extension.url !== extensions.referredTest || code === undefined || hours === undefined) return [];
  const name = partOf(extension, 'name')?.valueString ?? code;
  return [{ code, name, hours, isUsual: partOf(extension, 'usual')?.valueBoolean === true }];
};

const testExtension = ({ code, name, hours, isUsual }: ReferredTest): Extension => ({
  url: extensions.referredTest,
  extension: [
    { url: 'code', valueCode: code },
    { url: 'name', valueString: name },
    { url: 'hours', valueInteger: hours },
    { url: 'usual', valueBoolean: isUsual },
  ],
});

/** undefined: an organization of another kind. @source none: reads the record */
export function readLaboratory(organization: Organization): ReferralLaboratory | undefined {
  const isOne = organization.type?.some(({ coding }) =>
    coding?.some(({ system, code }) => system === codeSystems.organizationKind && code === REFERRAL_LABORATORY),
  );
  const code = identifierValue(organization, identifierSystems.facility);
  if (isOne !== true || code === undefined) return undefined;
  return {
    id: organization.id ?? '',
    code,
    name: organization.name ?? code,
    ...present({
      phone: organization.telecom?.[0]?.value,
      address: organization.address?.[0]?.text,
      qualityLevel: extensionCoding(organization, extensions.labQualityLevel)?.code,
    }),
    isActive: organization.active !== false,
    tests: (organization.extension ?? []).flatMap(testOf),
  };
}

/** The organization with what is known of it as a laboratory; whatever else it says stays. @source none: writes the record */
export function laboratoryOrganization(
  laboratory: Omit<ReferralLaboratory, 'id'>,
  before: Organization | undefined,
): Organization {
  const { code, name, phone, address, qualityLevel, isActive, tests } = laboratory;
  const ours: readonly string[] = [extensions.referredTest, extensions.labQualityLevel];
  const level = { system: codeSystems.labQualityLevel, code: qualityLevel };
  return {
    ...before,
    resourceType: 'Organization',
    identifier: before?.identifier ?? [{ system: identifierSystems.facility, value: code }],
    active: isActive,
    type: before?.type ?? [
      {
        coding: [{ system: codeSystems.organizationKind, code: REFERRAL_LABORATORY }],
        text: 'Phòng xét nghiệm nhận mẫu gửi',
      },
    ],
    name,
    ...(phone === undefined ? {} : { telecom: [{ system: 'phone', value: phone }] }),
    ...(address === undefined ? {} : { address: [{ text: address }] }),
    extension: [
      ...(before?.extension ?? []).filter(({ url }) => !ours.includes(url)),
      ...(qualityLevel === undefined ? [] : [{ url: extensions.labQualityLevel, valueCoding: level }]),
      ...tests.map(testExtension),
    ],
  };
}

/** @source none: shape of an input */
export function isComplete({ code, name, tests }: Omit<ReferralLaboratory, 'id'>): boolean {
  const codes = tests.map((test) => test.code);
  return (
    code !== '' &&
    name !== '' &&
    tests.length > 0 &&
    new Set(codes).size === codes.length &&
    tests.every(({ hours }) => Number.isInteger(hours) && hours >= 1 && hours <= LONGEST_HOURS)
  );
}

/** Hours in which it promises the result; undefined: it does not measure this. @source none: reads the record */
export const hoursOf = ({ tests }: ReferralLaboratory, service: string): number | undefined =>
  tests.find(({ code }) => code === service)?.hours;

/** Where a test goes unless somebody says otherwise. @source none: own choice */
export const usualLaboratory = (
  laboratories: readonly ReferralLaboratory[],
  service: string,
): ReferralLaboratory | undefined =>
  laboratories.find(
    ({ isActive, tests }) => isActive && tests.some(({ code, isUsual }) => isUsual && code === service),
  );
