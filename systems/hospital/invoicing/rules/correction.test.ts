import { codeSystems } from '@lienmach/core';
import type { Invoice } from 'fhir/r4';
import { expect, test } from 'vitest';
import { checkCorrectable } from './correction.ts';
import { type EInvoiceKind, withTag } from './e-invoice.ts';
import { newEInvoice } from './new-e-invoice.ts';

const invoice = (kind: EInvoiceKind, status: Invoice['status'] = 'issued', fix?: string): Invoice =>
  withTag(
    {
      ...newEInvoice({
        kind,
        key: 'th.2026-03-02.1',
        state: 'coded',
        date: '2026-03-02',
        issuer: {},
        buyer: { name: 'A' },
        lines: [],
        dong: 5n,
      }),
      status,
    },
    codeSystems.eInvoiceFix,
    fix,
  );

const refused = (code: string) => expect.objectContaining({ code: `invoicing.${code}` });

test('lần đầu chọn cách nào cũng được; các lần sau cùng cách với lần đầu', () => {
  for (const way of ['adjusted', 'replaced'] as const) checkCorrectable(invoice('personal'), way);
  checkCorrectable(invoice('summary', 'issued', 'adjusted'), 'adjusted');
  expect(() => checkCorrectable(invoice('summary', 'issued', 'adjusted'), 'replaced')).toThrow(
    refused('sameWayAsFirst'),
  );
  checkCorrectable(invoice('replacement'), 'replaced');
  expect(() => checkCorrectable(invoice('replacement'), 'adjusted')).toThrow(refused('sameWayAsFirst'));
});

test('chưa cấp mã, đã thay thế, là hóa đơn điều chỉnh, hoặc không phải hóa đơn: không sửa', () => {
  expect(() => checkCorrectable(invoice('personal', 'draft'), 'adjusted')).toThrow(refused('notIssuedYet'));
  expect(() => checkCorrectable(invoice('personal', 'cancelled', 'replaced'), 'replaced')).toThrow(
    refused('replacedAlready'),
  );
  expect(() => checkCorrectable(invoice('adjustment'), 'adjusted')).toThrow(refused('correctTheOriginal'));
  expect(() => checkCorrectable({ resourceType: 'Invoice', status: 'balanced' }, 'adjusted')).toThrow(
    refused('notAnEInvoice'),
  );
});
