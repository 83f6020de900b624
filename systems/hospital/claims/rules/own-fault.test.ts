import { FhirError, type IssueType, issueOf } from '@lienmach/outcome';
import { expect, test } from 'vitest';
import { ownFaultOf } from './own-fault.ts';

const refusal = (code: string, issue: IssueType): FhirError =>
  new FhirError([issueOf(code, { issue, vi: '', en: '' })]);

test.each<[string, IssueType, boolean]>([
  ['claims.claimChanged', 'business-rule', true],
  ['claims.noVisit', 'business-rule', true],
  ['core.chargeUnreadable', 'business-rule', true],
  ['benefit.unknownEntitlement', 'code-invalid', true],
  ['validation.notFound', 'structure', true],
  ['store.notFound', 'not-found', true],
  ['store.deleted', 'deleted', true],
  ['system-kit.tooMany', 'too-costly', true],
  ['claims.noGateway', 'not-supported', false],
  ['claims.gatewayAccount', 'login', false],
  ['claims.gatewayLater', 'transient', false],
  ['claims.unlockAsked', 'conflict', false],
  ['store.versionConflict', 'lock-error', false],
  ['store.forbidden', 'forbidden', false],
  ['database.lost', 'transient', false],
  ['exchange.serviceUnreachable', 'transient', false],
  ['documents.noSigner', 'business-rule', false],
])('%s (%s): lỗi của riêng hồ sơ %s', (code, issue, isOwn) => {
  const thrown = refusal(code, issue);
  expect(ownFaultOf(thrown)).toBe(isOwn ? thrown : undefined);
});

test('lỗi của chương trình không phải lỗi của hồ sơ', () => {
  expect(ownFaultOf(new TypeError('x'))).toBeUndefined();
});
