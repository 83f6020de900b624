import { identifierSystems, logicalOrganization, toVnDay } from '@lienmach/core';
import { FhirError } from '@lienmach/outcome';
import type { Operation } from '@lienmach/system-kit';
import type { Composition } from 'fhir/r4';
import { canRefer, type ReferralInput, referralReasons } from '../rules/can-refer.ts';
import { diagnosesText } from '../rules/diagnoses-text.ts';
import { visitPaper } from '../rules/visit-paper.ts';
import { readVisit, writePaper } from './read-visit.ts';

/** what is missing is said together, each at its field: nothing is asked for by the definition */
const text = (name: string) => ({ name, use: 'in', min: 0, max: '1', type: 'string' }) as const;

/** POST Encounter/{id}/$refer: the patient goes on to another facility, with what it has to know. */
export const refer: Operation<ReferralInput, Composition> = {
  definition: {
    code: 'refer',
    title: { vi: 'Chuyển cơ sở khám chữa bệnh', en: 'Refer' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [
      text('to'),
      text('toName'),
      { name: 'reason', use: 'in', min: 0, max: '1', type: 'code' },
      ...['signs', 'course', 'condition', 'plan', 'transport'].map(text),
      text('escort'),
      text('escortTitle'),
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Composition' },
    ],
    allow: ['doctor'],
  },
  async run(ctx, id, input) {
    const visit = await readVisit(ctx, id, 'referral');
    const obstacles = canRefer(visit, input, ctx.site.facility.code);
    if (obstacles.length > 0) throw new FhirError(obstacles);
    const now = ctx.now();
    const paper = visitPaper(
      visit,
      {
        kind: 'referral',
        number: visit.number,
        author: ctx.actor,
        facility: ctx.site.facility,
        period: { start: toVnDay(now) },
        to: { ...logicalOrganization(identifierSystems.facility, input.to ?? ''), display: input.toName ?? '' },
        parts: [
          ['to', 'Mã nơi chuyển đến', input.to],
          ['to-name', 'Nơi chuyển đến', input.toName],
          ['reason-code', 'Mã lý do chuyển', input.reason],
          ['reason', 'Lý do chuyển', referralReasons.get(input.reason ?? '')],
          ['diagnosis', 'Chẩn đoán', diagnosesText(visit)],
          ['signs', 'Dấu hiệu lâm sàng', input.signs],
          ['course', 'Quá trình bệnh lý và điều trị', input.course],
          ['condition', 'Tình trạng người bệnh lúc chuyển', input.condition],
          ['plan', 'Hướng điều trị tiếp', input.plan],
          ['transport', 'Phương tiện vận chuyển', input.transport],
          ['escort', 'Người hộ tống', input.escort],
          ['escort-title', 'Chức danh người hộ tống', input.escortTitle],
        ],
      },
      now,
    );
    return writePaper(ctx, paper);
  },
};
