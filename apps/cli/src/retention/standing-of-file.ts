import {
  codeSystems,
  holdsVisit,
  isDeathOfVisit,
  keptFromYear,
  type RecordClass,
  recordClassOfVisit,
  toVnDay,
} from '@lienmach/core';
import type { VisitFile } from '@lienmach/fhir-store';
import type { Coding, Condition, Encounter, FhirResource, List, Patient } from 'fhir/r4';

/** Whether the file of a visit may go, and why not. */
export interface FileStanding {
  readonly file: VisitFile;
  readonly encounter: Encounter | undefined;
  /** last day of the visit, yyyy-MM-dd */
  readonly ended: string;
  readonly classes: readonly RecordClass[];
  /** for the person at the desk; undefined: it may go */
  readonly kept?: string;
}

export interface Surroundings {
  readonly holds: readonly List[];
  readonly patients: ReadonlyMap<string, Patient>;
  readonly today: string;
}

const reasons = {
  outside: 'còn được dẫn chiếu từ',
  shared: 'có phần thuộc cả lượt khám khác:',
  living: 'có phần còn dùng cho người bệnh:',
  large: 'hồ sơ quá lớn, tại',
} as const;

// written by way of the validator
const parse = (text: string): FhirResource => JSON.parse(text) as FhirResource;

const isOf = <T extends FhirResource['resourceType']>(
  resource: FhirResource,
  type: T,
): resource is Extract<FhirResource, { resourceType: T }> => resource.resourceType === type;

/** What is in a file today. */
export const partsOf = ({ members }: VisitFile): FhirResource[] =>
  members.flatMap(({ text }) => (text === '' ? [] : [parse(text)]));

export const encounterAmong = (parts: readonly FhirResource[]): Encounter | undefined =>
  parts.find((part): part is Encounter => isOf(part, 'Encounter'));

/** Looks at a file from every side that could keep it. @param parts  `partsOf(file)` */
export function standingOfFile(file: VisitFile, parts: readonly FhirResource[], around: Surroundings): FileStanding {
  const encounter = encounterAmong(parts);
  const end = encounter?.period?.end;
  if (encounter === undefined || encounter.status !== 'finished' || end === undefined)
    return { file, encounter, ended: '', classes: [], kept: 'lượt khám chưa kết thúc hoặc không có ngày kết thúc' };
  const ended = end.length > 10 ? toVnDay(new Date(end)) : `${end}${'-12-31'.slice(end.length - 4)}`;
  const classes = recordClassOfVisit(factsOf(parts, encounter, ended, around));
  const kept = obstacleOf(file, encounter, ended, classes, around);
  return { file, encounter, ended, classes, ...(kept === undefined ? {} : { kept }) };
}

function factsOf(parts: readonly FhirResource[], encounter: Encounter, ended: string, { patients }: Surroundings) {
  const patient = patients.get(encounter.subject?.reference ?? '');
  const conditions = parts.filter((part): part is Condition => isOf(part, 'Condition'));
  return {
    icd10: [...conditions.map(({ code }) => code), ...(encounter.reasonCode ?? [])].flatMap((one) =>
      icd10In(one?.coding),
    ),
    isDeath:
      encounter.hospitalization?.dischargeDisposition?.coding?.some(({ code }) => code === 'exp') === true ||
      isDeathOfVisit(
        {
          ...(patient?.deceasedBoolean === undefined ? {} : { is: patient.deceasedBoolean }),
          ...(patient?.deceasedDateTime === undefined ? {} : { on: patient.deceasedDateTime }),
        },
        ended,
      ),
    hasIncident: parts.some((part) => isOf(part, 'AdverseEvent')),
    named: (encounter.meta?.tag ?? []).flatMap(({ system, code }) =>
      system === codeSystems.recordClass && code !== undefined ? [code] : [],
    ),
  };
}

/** Any system counts: a code that looks like an ICD-10 one can only lengthen the keeping. */
const icd10In = (codings: readonly Coding[] = []): string[] =>
  codings.flatMap(({ code }) => (code !== undefined && /^[A-Z]\d/.test(code) ? [code] : []));

function obstacleOf(
  file: VisitFile,
  encounter: Encounter,
  ended: string,
  classes: readonly [RecordClass, ...RecordClass[]],
  { holds, today }: Surroundings,
): string | undefined {
  const visit = { id: encounter.id ?? '', patient: encounter.subject?.reference };
  const hold = holds.find((one) => holdsVisit(one, visit));
  if (hold !== undefined) return `đang giữ theo yêu cầu (List/${hold.id})`;
  const elsewhere = (encounter.diagnosis ?? []).find(
    ({ condition: { reference = '' } }) =>
      reference.startsWith('Condition/') && !file.members.some(({ type, id }) => `${type}/${id}` === reference),
  );
  if (elsewhere !== undefined) return `chẩn đoán nằm ngoài hồ sơ của lượt khám: ${elsewhere.condition.reference}`;
  const year = keptFromYear(classes, today);
  if (year === undefined) return `loại lưu vĩnh viễn (${classes.join(', ')})`;
  if (Number(ended.slice(0, 4)) >= year) return `chưa hết thời hạn của loại ${classes.join(', ')}`;
  const [obstacle] = file.obstacles;
  return obstacle === undefined ? undefined : `${reasons[obstacle.reason]} ${obstacle.by}`;
}
