import { createHash } from 'node:crypto';
import { toVnIso } from '@lienmach/core';
import { type FhirError, isFhirError } from '@lienmach/outcome';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Binary, OperationOutcome, OperationOutcomeIssue, Reference } from 'fhir/r4';
import { errors, notices } from '../errors.ts';
import { importBundle } from '../exchange/import-bundle.ts';
import { envelopeBytes, readEnvelope } from '../exchange/read-envelope.ts';
import { rowsOf } from '../rules/claim-file.ts';
import { importFaults, keepsOut } from '../rules/import-faults.ts';
import { importNotes, outcomeOf } from '../rules/import-notes.ts';
import { ruleOutcome } from '../rules/judge-claim.ts';
import { planImport } from '../rules/plan-import.ts';
import { type ReadClaim, readClaims } from '../rules/read-claims.ts';
import { findVisit, loadImportWorld } from './load-import-world.ts';

/** What became of one claim of the file. `readable`: it would be written, but this was only a look. */
type ImportState = 'written' | 'known' | 'refused' | 'readable';

interface ImportedClaim {
  readonly claimId: string;
  readonly state: ImportState;
  readonly encounter?: Reference;
  readonly outcome: OperationOutcome;
}

interface ImportAnswer {
  readonly outcome: OperationOutcome;
  readonly visit: readonly ImportedClaim[];
}

const refused = (claimId: string, outcome: OperationOutcome): ImportedClaim => ({ claimId, state: 'refused', outcome });

async function importOne(ctx: Context, read: ReadClaim, digest: string, isLook: boolean): Promise<ImportedClaim> {
  const { claim, claimId, faults } = read;
  const stops = [...faults.filter((fault) => keepsOut(fault, claim)), ...importFaults(claim)];
  if (stops.length > 0) return refused(claimId, ruleOutcome(stops));
  const [row = new Map()] = rowsOf(claim, 'XML1');
  const { known, former } = await findVisit(ctx, row);
  if (known !== undefined) {
    const encounter = { reference: `Encounter/${known.id}` };
    return { claimId, state: 'known', encounter, outcome: outcomeOf([notices.alreadyThere.issue({ claimId })]) };
  }
  const world = await loadImportWorld(ctx, claim, former);
  const plan = planImport(claim, world);
  const outcome = outcomeOf([
    ...(faults.length === 0 ? [] : ruleOutcome(faults).issue.map(asWarning)),
    ...importNotes(read, plan),
  ]);
  if (isLook) return { claimId, state: 'readable', outcome };
  const made = { recorded: toVnIso(ctx.now()), who: ctx.actor, digest };
  await ctx.store.transaction(importBundle(plan, world, made));
  return { claimId, state: 'written', encounter: plan.visit.encounter, outcome };
}

/** What did not keep the claim out is said, and stops nothing. */
const asWarning = (issue: OperationOutcomeIssue): OperationOutcomeIssue => ({ ...issue, severity: 'warning' });

/** One claim that is refused does not keep the others out. */
const importOrRefuse = (ctx: Context, read: ReadClaim, digest: string, isLook: boolean): Promise<ImportedClaim> =>
  importOne(ctx, read, digest, isLook).catch((thrown: unknown) => {
    if (!isFhirError(thrown) || isLost(thrown)) throw thrown;
    return refused(read.claimId, thrown.outcome);
  });

/** A database that went away is nothing that the file has done. */
const isLost = ({ status }: FhirError): boolean => status >= 500;

const MOST_BYTES = 20_000_000;

/**
 * POST Claim/$import-envelope: an envelope from anywhere becomes the record, one transaction for each claim. A claim that
 * is there already is recognised; one that cannot be read is refused with its findings while the others go in.
 */
export const importEnvelope: Operation<{ xml: Binary; look?: boolean }, ImportAnswer> = {
  definition: {
    code: 'import-envelope',
    title: { vi: 'Nhập hồ sơ BHYT từ tệp', en: 'Import a claim envelope' },
    resource: ['Claim'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'xml', use: 'in', min: 1, max: '1', type: 'Binary' },
      { name: 'look', use: 'in', min: 0, max: '1', type: 'boolean' },
      { name: 'outcome', use: 'out', min: 1, max: '1', type: 'OperationOutcome' },
      {
        name: 'visit',
        use: 'out',
        min: 0,
        max: '*',
        part: [
          { name: 'claimId', use: 'out', min: 0, max: '1', type: 'string' },
          { name: 'state', use: 'out', min: 1, max: '1', type: 'code' },
          { name: 'encounter', use: 'out', min: 0, max: '1', type: 'Reference' },
          { name: 'outcome', use: 'out', min: 1, max: '1', type: 'OperationOutcome' },
        ],
      },
    ],
    allow: ['claims-clerk'],
    readsAs: ['claim-import'],
  },
  async run(ctx, _id, { xml, look = false }) {
    const at = "Parameters.parameter.where(name='xml')";
    if (xml.data === undefined) throw errors.noXml({ at });
    if (xml.data.length > (MOST_BYTES / 3) * 4) throw errors.fileTooLarge({ at });
    const bytes = Buffer.from(xml.data, 'base64');
    const digest = createHash('sha256').update(bytes).digest('hex');
    const { claims, faults } = readEnvelope(envelopeBytes(bytes));
    const [first] = claims;
    if (first?.has('XML0') === true) return { outcome: outcomeOf([errors.checkInFile.issue({ at })]), visit: [] };
    const visit: ImportedClaim[] = [];
    // one after the other: the second visit of a person finds what the first has written
    for (const read of readClaims(claims, faults)) visit.push(await importOrRefuse(ctx, read, digest, look));
    return { outcome: ruleOutcome(faults.filter(({ where }) => !where.startsWith('HOSO['))), visit };
  },
};
