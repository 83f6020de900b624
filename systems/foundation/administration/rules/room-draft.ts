import { type RoomKind, roomKinds, type SiteRoom } from '@lienmach/core';
import { combine, type FhirError } from '@lienmach/outcome';
import { errors } from '../errors.ts';

export interface RoomInput {
  readonly name: string;
  readonly kind: string;
  readonly department?: string;
  readonly examService?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly isActive: boolean;
}

const isKind = (kind: string): kind is RoomKind => roomKinds.some((known) => known === kind);
const isDay = (text: string | undefined): boolean => text === undefined || /^\d{4}-\d{2}-\d{2}$/.test(text);

/**
 * A room as somebody typed it: a name, a kind that work knows, whole days in the right order.
 *
 * @param id  `''` for a new room
 * @throws administration.roomNameMissing, administration.unknownKind, administration.badDays, administration.serviceMissing, all at once
 * @source none: what queue, registration and claims need of a place; the department code is checked where claims are made
 */
export function roomDraft(id: string, input: RoomInput): SiteRoom {
  const { name, kind, department = '', examService, validFrom, validTo, isActive } = input;
  const problems: FhirError[] = [];
  if (name.trim() === '') problems.push(errors.roomNameMissing({ at: 'name' }));
  if (!isKind(kind)) problems.push(errors.unknownKind({ at: 'kind' }));
  const isOrdered = validFrom === undefined || validTo === undefined || validFrom <= validTo;
  if (!isDay(validFrom) || !isDay(validTo) || !isOrdered) problems.push(errors.badDays({ at: 'validTo' }));
  if (kind === 'exam-room' && examService === undefined) problems.push(errors.serviceMissing({ at: 'examService' }));
  if (problems.length > 0 || !isKind(kind)) throw combine(problems);
  return {
    id,
    kind,
    isActive,
    name: name.trim(),
    department: department.trim(),
    ...(examService === undefined ? {} : { examService }),
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validTo === undefined ? {} : { validTo }),
  };
}
