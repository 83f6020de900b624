import { extensions, extensionValue, toVnDay } from '@lienmach/core';
import { FhirError } from '@lienmach/outcome';
import type { Operation } from '@lienmach/system-kit';
import type { Composition } from 'fhir/r4';
import { canCertifySickLeave, type SickLeaveInput } from '../rules/can-certify-sick-leave.ts';
import { diagnosesText } from '../rules/diagnoses-text.ts';
import { lastDay } from '../rules/last-day.ts';
import { visitPaper } from '../rules/visit-paper.ts';
import { readVisit, writePaper } from './read-visit.ts';

export interface CertifyInput extends SickLeaveInput {
  /** how it is treated; absent: what the record says */
  readonly treatment?: string;
}

/** POST Encounter/{id}/$certify-sick-leave: the certificate by which social insurance pays for days of sick leave. */
export const certifySickLeave: Operation<CertifyInput, Composition> = {
  definition: {
    code: 'certify-sick-leave',
    title: { vi: 'Cấp giấy nghỉ việc hưởng BHXH', en: 'Certify sick leave' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'from', use: 'in', min: 1, max: '1', type: 'date' },
      { name: 'days', use: 'in', min: 1, max: '1', type: 'integer' },
      { name: 'employer', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'socialNumber', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'father', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'mother', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'treatment', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'endedWeeks', use: 'in', min: 0, max: '1', type: 'integer' },
      { name: 'endedReason', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Composition' },
    ],
    allow: ['doctor'],
  },
  async run(ctx, id, input) {
    const visit = await readVisit(ctx, id, 'sick-leave');
    const now = ctx.now();
    const obstacles = canCertifySickLeave(visit, input, toVnDay(now));
    if (obstacles.length > 0) throw new FhirError(obstacles);
    const noted = extensionValue(visit.encounter, extensions.treatment, 'valueString');
    const paper = visitPaper(
      visit,
      {
        kind: 'sick-leave',
        number: visit.number,
        author: ctx.actor,
        facility: ctx.site.facility,
        period: { start: input.from, end: lastDay(input.from, input.days) },
        parts: [
          ['diagnosis', 'Chẩn đoán', diagnosesText(visit)],
          ['treatment', 'Phương pháp điều trị', input.treatment ?? noted ?? 'Theo đơn của bác sĩ'],
          ['employer', 'Đơn vị làm việc', input.employer],
          ['social-number', 'Mã số bảo hiểm xã hội', input.socialNumber],
          ['days', 'Số ngày nghỉ', String(input.days)],
          ['father', 'Họ tên cha', input.father],
          ['mother', 'Họ tên mẹ', input.mother],
          ['ended-weeks', 'Tuổi thai khi đình chỉ (tuần)', input.endedWeeks?.toString()],
          ['ended-reason', 'Nguyên nhân đình chỉ thai', input.endedReason],
        ],
      },
      now,
    );
    return writePaper(ctx, paper);
  },
};
