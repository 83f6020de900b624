import type { Coding, List, ListEntry, Reference } from 'fhir/r4';
import { codeSystems, identifierSystems } from './canonical.ts';

/** `List.code` of what must not be destroyed, whatever its age. */
export const LEGAL_HOLD: Coding = {
  system: codeSystems.recordKeeping,
  code: 'legal-hold',
  display: 'Giữ theo yêu cầu',
};

/** `List.code` of files whose destruction is proposed. */
export const DESTRUCTION_LIST: Coding = {
  system: codeSystems.recordKeeping,
  code: 'destruction-list',
  display: 'Danh mục hồ sơ hết thời hạn lưu trữ đề nghị tiêu hủy',
};

const isCoded = ({ code }: List, { system, code: wanted }: Coding): boolean =>
  code?.coding?.some((one) => one.system === system && one.code === wanted) ?? false;

export const isLegalHold = (list: List): boolean => isCoded(list, LEGAL_HOLD);
export const isDestructionList = (list: List): boolean => isCoded(list, DESTRUCTION_LIST);

/** A visit by its number: the list outlives what it speaks of, so it does not point there. */
export const visitByNumber = (id: string): Reference => ({
  type: 'Encounter',
  identifier: { system: identifierSystems.visitNumber, value: id },
});

/** Id of the visit that an entry speaks of. */
export const visitOfEntry = ({ item }: ListEntry): string | undefined =>
  item.type === 'Encounter' && item.identifier?.system === identifierSystems.visitNumber
    ? item.identifier.value
    : undefined;

/** What a legal hold covers: one visit, or everything of a patient when it names none. */
export const holdsVisit = (hold: List, visit: { readonly id: string; readonly patient: string | undefined }): boolean =>
  isLegalHold(hold) &&
  hold.status === 'current' &&
  (hold.entry === undefined
    ? hold.subject?.reference === visit.patient
    : hold.entry.some((entry) => visitOfEntry(entry) === visit.id));

/** Who agreed to a list, each once, in their order. */
export const approversOf = ({ note = [] }: List): readonly string[] => [
  ...new Set(note.flatMap(({ authorReference }) => authorReference?.reference ?? [])),
];
