import type { OperationParameter } from '@lienmach/system-kit';
import type { CodeableConcept, Coding } from 'fhir/r4';

/** A parameter that may be given once. */
export const one = (name: string, type: string): OperationParameter => ({ name, use: 'in', min: 0, max: '1', type });

/** A parameter of the answer. */
export const out = (name: string, type: string, min = 0): OperationParameter => ({
  name,
  use: 'out',
  min,
  max: '1',
  type,
});

export interface CodeQuestion {
  readonly code?: string;
  readonly system?: string;
  readonly systemVersion?: string;
  readonly version?: string;
  readonly display?: string;
  readonly coding?: Coding;
  readonly codeableConcept?: CodeableConcept;
  readonly date?: string;
}

/** A code, a Coding or a CodeableConcept: whichever was given, as codings. */
export function codingsOf(question: CodeQuestion, system: string | undefined): Coding[] {
  const { code, coding, codeableConcept, display } = question;
  if (codeableConcept) return codeableConcept.coding ?? [];
  if (coding) return [{ ...(system === undefined ? {} : { system }), ...coding }];
  if (code === undefined) return [];
  const version = question.systemVersion ?? question.version;
  return [
    {
      code,
      ...(system === undefined ? {} : { system }),
      ...(version === undefined ? {} : { version }),
      ...(display === undefined ? {} : { display }),
    },
  ];
}

/** How places in the answer begin. */
export const placeOf = ({ coding, codeableConcept }: CodeQuestion) =>
  codeableConcept ? ('CodeableConcept' as const) : coding ? ('Coding' as const) : undefined;

export const validationOut: readonly OperationParameter[] = [
  out('result', 'boolean', 1),
  out('code', 'code'),
  out('system', 'uri'),
  out('version', 'string'),
  out('display', 'string'),
  out('message', 'string'),
  out('issues', 'OperationOutcome'),
];
