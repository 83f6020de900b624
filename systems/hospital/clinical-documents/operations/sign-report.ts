import { createHash } from 'node:crypto';
import { nameUuid, writeCda } from '@lienmach/cda';
import { extensions, extensionValue, parseInstant, present, toVnIso } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Binary, DiagnosticReport, DocumentReference, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type DocumentGround, documentDraft, saidBy, setIdOf } from '../exchange/document-draft.ts';
import { ownDocument, versionIn } from '../exchange/own-document.ts';
import { isWaiting } from '../rules/signing-mark.ts';
import { checkSignable, signingState } from '../rules/signing-state.ts';
import { lastVersion } from './last-version.ts';
import { loadReportGround } from './load-report-ground.ts';
import { findMark, markEntry, markToSign } from './mark-to-sign.ts';

export interface SignedReport {
  readonly document: Reference;
  readonly version: number;
  /** false: what it says was signed before */
  readonly isNew: boolean;
  readonly signedAt: string;
  /** who signed */
  readonly signer: string;
}

const answer = (document: DocumentReference, isNew: boolean): SignedReport => ({
  document: { reference: `DocumentReference/${document.id}` },
  version: versionIn(document),
  isNew,
  signedAt: toVnIso(parseInstant(document.date ?? '')),
  signer: document.authenticator?.display ?? '',
});

/** The report as a page, kept as it was when it was signed. */
async function paperOf(ctx: Context, report: DiagnosticReport, id: string): Promise<Binary> {
  const visit = report.encounter?.reference;
  const { contentType, data } = await ctx.call<Binary>('Encounter/$print-results', visit, { report: report.id });
  return {
    resourceType: 'Binary',
    id: `${id}-giay`,
    contentType,
    ...present({ data }),
    securityContext: { reference: report.subject?.reference ?? '' },
  };
}

/** What is signed was read before its page was printed: both are of one version, or nothing is signed. */
async function checkUnmoved(ctx: Context, { id = '', meta }: DiagnosticReport): Promise<void> {
  const now = await ctx.store.read('DiagnosticReport', id);
  if (now.meta?.versionId !== meta?.versionId) throw errors.reportChanged({ at: 'DiagnosticReport.meta.versionId' });
}

/** The draft with the digest of its page: one signature holds both. */
function draftWith(ground: DocumentGround, paper: Binary, version: number, now: Date) {
  const bytes = Buffer.from(paper.data ?? '', 'base64');
  const page = {
    id: { root: nameUuid(`Binary/${paper.id}`) },
    mediaType: paper.contentType,
    sha256: createHash('sha256').update(bytes).digest('base64'),
  };
  return documentDraft({ ...ground, page }, version, toVnIso(now));
}

/**
 * POST DiagnosticReport/{id}/$sign-report: a laboratory doctor signs a released report. It becomes one signed CDA document
 * with its page beside it; what was amended becomes a new one that replaces the old one; what was signed is not signed again.
 */
export const signReport: Operation<{ version?: string }, SignedReport> = {
  definition: {
    code: 'sign-report',
    title: { vi: 'Ký phiếu kết quả xét nghiệm', en: 'Sign the laboratory report' },
    resource: ['DiagnosticReport'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'version', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'document', use: 'out', min: 1, max: '1', type: 'Reference' },
      { name: 'version', use: 'out', min: 1, max: '1', type: 'integer' },
      { name: 'isNew', use: 'out', min: 1, max: '1', type: 'boolean' },
      { name: 'signedAt', use: 'out', min: 1, max: '1', type: 'dateTime' },
      { name: 'signer', use: 'out', min: 1, max: '1', type: 'string' },
    ],
    allow: ['lab-doctor'],
    readsAs: ['document-signer'],
  },
  async run(ctx, id, { version: seen }) {
    const now = ctx.now();
    const mark = await findMark(ctx, id);
    const report = await ctx.store.read('DiagnosticReport', id);
    checkSignable(report, seen);
    const ground = await loadReportGround(ctx, report, now);
    const set = setIdOf(ground);
    const former = await lastVersion(ctx, set);
    const said = saidBy(ground);
    const isSame = extensionValue(former, extensions.documentDigest, 'valueString') === said;
    if (former !== undefined && isSame && signingState(report, former) === 'signed') {
      if (isWaiting(mark)) await markToSign(ctx, id);
      return answer(former, false);
    }
    const version = versionIn(former) + 1;
    const documentId = `cda-${set}-v${version}`;
    const paper = await paperOf(ctx, report, documentId);
    await checkUnmoved(ctx, report);
    const draft = draftWith(ground, paper, version, now);
    const entry = ownDocument(ground, {
      id: documentId,
      key: draft.id.root,
      version,
      said,
      at: now,
      signed: await ctx.signer.sign(writeCda(draft), now),
      former,
      by: { maker: ctx.actor, signer: ctx.actor, isSeal: false },
      paper,
      about: { reference: `DiagnosticReport/${id}`, ...present({ display: report.code.text }) },
      period: present({ start: report.effectiveDateTime, end: report.issued }),
    });
    entry.push(markEntry(ctx, report, false, mark));
    await ctx.store.transaction({ resourceType: 'Bundle', type: 'transaction', entry });
    return answer(await ctx.store.read('DocumentReference', documentId), true);
  },
};
