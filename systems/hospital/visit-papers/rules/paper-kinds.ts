/** @source none: names and numbers of the papers of this room, our own choice */
import { codeSystems, identifierSystems } from '@lienmach/core';
import type { Composition } from 'fhir/r4';

/** The kinds of paper of this room. */
export const paperKinds = {
  'sick-leave': {
    title: 'Giấy chứng nhận nghỉ việc hưởng bảo hiểm xã hội',
    number: identifierSystems.sickLeavePaper,
    mark: 'NV',
  },
  referral: {
    title: 'Phiếu chuyển cơ sở khám bệnh, chữa bệnh',
    number: identifierSystems.referralPaper,
    mark: 'CT',
    loinc: { system: codeSystems.loinc, code: '57133-1', display: 'Referral note' },
  },
} as const;

export type PaperKind = keyof typeof paperKinds;

/** Which of them it is, when it is one of ours. */
export const kindOf = ({ type }: Composition): PaperKind | undefined => {
  const code = type.coding?.find(({ system }) => system === codeSystems.visitPaper)?.code;
  return code === 'sick-leave' || code === 'referral' ? code : undefined;
};

/** `<record number or visit>/NV1`: the first of a visit, the second after the first was withdrawn. */
export const paperNumber = (kind: PaperKind, visit: string, earlier: number): string =>
  `${visit}/${paperKinds[kind].mark}${earlier + 1}`;
