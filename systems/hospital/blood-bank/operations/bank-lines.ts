import { codeSystems, type PersonLine, personLine, present, toVnDay } from '@lienmach/core';
import { type Context, many, type OperationParameter, one, searchEach } from '@lienmach/system-kit';
import type {
  BiologicallyDerivedProduct,
  FhirResource,
  Observation,
  Patient,
  Reference,
  Specimen,
  Task,
} from 'fhir/r4';
import { stateOfUse, unitIdOfUse } from '../rules/allocation.ts';
import { DETERMINATION, determinationOf } from '../rules/blood-findings.ts';
import { groupCode } from '../rules/blood-group.ts';
import { isHeld, unitOf } from '../rules/blood-unit.ts';
import { type PatientGroup, patientGroup } from '../rules/patient-group.ts';
import { SAMPLE } from './load-patient.ts';

export const out = (name: string, type: string, min = 1): OperationParameter => one('out', name, type, min);

/** A person in a line, as parameters. */
export const personParts: readonly OperationParameter[] = [
  out('patient', 'Reference'),
  out('name', 'string'),
  out('patientNumber', 'string', 0),
  out('age', 'integer', 0),
  out('ageUnit', 'code', 0),
  out('sex', 'code', 0),
];

export interface NamedPerson extends PersonLine {
  readonly patient: Reference;
}

/** A bag in a line. */
export interface UnitLine {
  readonly unit: Reference;
  readonly donation: string;
  readonly product: string;
  readonly component: string;
  readonly group: string;
  readonly expires: string;
  readonly volume?: number;
  readonly state: string;
  readonly reason?: string;
  readonly supplier?: string;
}

export const unitParts: readonly OperationParameter[] = [
  out('unit', 'Reference'),
  out('donation', 'string'),
  out('product', 'string'),
  out('component', 'code'),
  out('group', 'code'),
  out('expires', 'dateTime'),
  out('volume', 'integer', 0),
  out('state', 'code'),
  out('reason', 'string', 0),
  out('supplier', 'string', 0),
];

export function unitLine(product: BiologicallyDerivedProduct): UnitLine {
  const { collected: _, group, ...unit } = unitOf(product);
  return { unit: { reference: `BiologicallyDerivedProduct/${product.id}` }, ...unit, group: groupCode(group) };
}

/** A bag on its way, in a line. */
export interface UseLine extends Omit<UnitLine, 'unit' | 'state'> {
  readonly task: Reference;
  readonly unit: Reference;
  readonly state: string;
  /** recalled or discarded on its way: it must not run in */
  readonly isHeld: boolean;
  /** until when its crossmatch holds */
  readonly crossmatchedTo?: string;
  readonly issuedAt?: string;
  readonly transfusion?: Reference;
}

export const useParts: readonly OperationParameter[] = [
  out('task', 'Reference'),
  ...unitParts,
  out('isHeld', 'boolean'),
  out('crossmatchedTo', 'dateTime', 0),
  out('issuedAt', 'dateTime', 0),
  out('transfusion', 'Reference', 0),
];

export function lineOfUse(task: Task, product: BiologicallyDerivedProduct): UseLine {
  const transfusion = task.output?.find(({ type }) => type.coding?.[0]?.code === 'transfusion')?.valueReference;
  return {
    ...unitLine(product),
    task: { reference: `Task/${task.id}` },
    state: stateOfUse(task) ?? '',
    isHeld: isHeld(unitOf(product)),
    ...present({
      crossmatchedTo: task.restriction?.period?.end,
      issuedAt: task.executionPeriod?.start,
      transfusion,
    }),
  };
}

/** The bags of these Tasks, by id. */
export const bagsOf = async (ctx: Context, tasks: readonly Task[]) =>
  byId(await searchEach(ctx.store, 'BiologicallyDerivedProduct', '_id', tasks.map(unitIdOfUse)));

export const byId = <T extends FhirResource>(all: readonly T[]): ReadonlyMap<string, T> =>
  new Map(all.map((each) => [each.id ?? '', each]));

export const idIn = (reference: Reference | undefined): string => reference?.reference?.split('/')[1] ?? '';

/** People by id, for the lines of a list. */
export const peopleOf = async (ctx: Context, subjects: readonly (Reference | undefined)[]) =>
  byId(await searchEach(ctx.store, 'Patient', '_id', subjects.map(idIn)));

export const personOf = (
  ctx: Context,
  subject: Reference | undefined,
  people: ReadonlyMap<string, Patient>,
): NamedPerson => ({ patient: subject ?? {}, ...personLine(people.get(idIn(subject)), toVnDay(ctx.now())) });

/** What is known of the groups of these patients. */
export async function groupsOf(
  ctx: Context,
  subjects: readonly (Reference | undefined)[],
): Promise<ReadonlyMap<string, PatientGroup>> {
  const more = new URLSearchParams({ _tag: `${codeSystems.bloodBank}|${DETERMINATION}`, status: 'final,amended' });
  const ids = subjects.map((subject) => subject?.reference ?? '');
  const tubes = new URLSearchParams({ _tag: `${codeSystems.bloodBank}|${SAMPLE}` });
  const [found, samples] = await Promise.all([
    searchEach(ctx.store, 'Observation', 'patient', ids, more.toString()),
    searchEach(ctx.store, 'Specimen', 'patient', ids, tubes.toString()),
  ]);
  const by = Map.groupBy(found, ({ subject }: Observation) => idIn(subject));
  const drawn = Map.groupBy(samples, ({ subject }: Specimen) => idIn(subject));
  const groupOf = (id: string, all: readonly Observation[]) =>
    patientGroup(all.map((one) => determinationOf(one, drawn.get(id))));
  return new Map([...by].map(([id, all]) => [id, groupOf(id, all)]));
}

export const groupParts: readonly OperationParameter[] = [out('groupState', 'code'), out('group', 'code', 0)];

export const groupLine = (known: PatientGroup | undefined) => ({
  groupState: known?.state ?? 'unknown',
  ...(known?.group === undefined ? {} : { group: groupCode(known.group) }),
});

export const lines = (name: string, parts: readonly OperationParameter[]): OperationParameter =>
  many('out', name, parts);
