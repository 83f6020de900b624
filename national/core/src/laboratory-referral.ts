import type { Task } from 'fhir/r4';
import { codeSystems, identifierSystems } from './canonical.ts';

/** Kind of the Task of a test that another laboratory measures; its focus is the order, its owner the laboratory. */
export const LABORATORY_REFERRAL = 'laboratory-referral';

/** A test that left, or is about to leave, for another laboratory. */
export interface LaboratoryReferral {
  readonly order: string;
  /** facility code of the laboratory */
  readonly laboratory: string;
  /** number of the box; absent: still in the house */
  readonly consignment?: string;
  /** nobody there shall measure it any more */
  readonly isCancelled: boolean;
}

const cancelled: ReadonlySet<Task['status']> = new Set(['cancelled', 'rejected', 'entered-in-error']);

/** undefined: a task of another kind, or one that names no order or no laboratory. */
export function laboratoryReferral({ code, focus, owner, ...task }: Task): LaboratoryReferral | undefined {
  const isOne = code?.coding?.some((one) => one.system === codeSystems.taskKind && one.code === LABORATORY_REFERRAL);
  const [type, order] = focus?.reference?.split('/') ?? [];
  const laboratory = owner?.identifier?.system === identifierSystems.facility ? owner.identifier.value : undefined;
  if (isOne !== true || type !== 'ServiceRequest' || order === undefined || laboratory === undefined) return undefined;
  const consignment = task.groupIdentifier?.value;
  return {
    order,
    laboratory,
    ...(consignment === undefined ? {} : { consignment }),
    isCancelled: cancelled.has(task.status),
  };
}
