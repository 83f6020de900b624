import { codeSystems, parseInstant, toVnDay, toVnIso } from '@lienmach/core';
import { combine } from '@lienmach/outcome';
import type { Context, Operation, OperationParameter } from '@lienmach/system-kit';
import type { BundleEntry, DiagnosticReport, Observation, ServiceRequest, Specimen } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isTechnicallyVerified, onBench } from '../rules/bench-state.ts';
import { testCodeOf } from '../rules/order-obstacles.ts';
import { testCharge } from '../rules/test-charge.ts';
import { missingResults, verifyObstacles } from '../rules/verify-obstacles.ts';
import { checkVersion } from './check-version.ts';
import { refuseHeld } from './open-holds.ts';
import { putEntry } from './reports-of-tube.ts';
import { siteCatalog } from './site-catalog.ts';

interface Read {
  readonly report: DiagnosticReport;
  readonly order: ServiceRequest;
  readonly results: readonly Observation[];
  readonly specimens: readonly Specimen[];
}

interface VerifyInput {
  readonly conclusion?: string;
  /** release although indicators have no result */
  readonly incomplete?: boolean;
  /** version of the report that was looked at */
  readonly version?: string;
}

const input = (name: string, type: string): OperationParameter => ({ name, use: 'in', min: 0, max: '1', type });

/**
 * POST DiagnosticReport/{id}/$verify: a laboratory doctor releases a report. Results, report, order and charge change
 * together; a second press finds a report that is no longer preliminary.
 */
export const verifyReport: Operation<VerifyInput, DiagnosticReport> = {
  definition: {
    code: 'verify',
    title: { vi: 'Duyệt kết quả xét nghiệm', en: 'Verify laboratory report' },
    resource: ['DiagnosticReport'],
    level: 'instance',
    affectsState: true,
    parameter: [
      input('conclusion', 'string'),
      input('incomplete', 'boolean'),
      input('version', 'string'),
      { name: 'return', use: 'out', min: 1, max: '1', type: 'DiagnosticReport' },
    ],
    allow: ['lab-doctor'],
  },

  async run(ctx, id, { conclusion, incomplete = false, version }) {
    const read = await readAll(ctx, id);
    checkVersion(read.report, version);
    const catalog = await siteCatalog(ctx, dayOf(ctx, read.order));
    const test = catalog.test(testCodeOf(read.order, codeSystems.services7603));
    const missing = test === undefined || incomplete ? [] : missingResults(test, read.results, catalog);
    const obstacles = verifyObstacles(read.report, read.order, read.results, read.specimens, missing);
    if (obstacles.length > 0) throw combine(obstacles);
    if (test?.steps === 2 && !isTechnicallyVerified(read.report)) {
      throw errors.firstStepMissing({ at: 'DiagnosticReport.meta.tag' });
    }
    await refuseHeld(ctx, read.results);
    const issued = toVnIso(ctx.now());
    const report: DiagnosticReport = {
      ...read.report,
      status: 'final',
      issued,
      // where it was measured elsewhere, whoever released it says so
      performer: [
        ...(test?.steps === 2 ? (read.report.performer ?? [ctx.actor]) : [ctx.actor]),
        ...(read.order.performer ?? []),
      ],
      resultsInterpreter: [ctx.actor],
      effectiveDateTime: read.specimens[0]?.collection?.collectedDateTime ?? issued,
      ...(conclusion === undefined ? {} : { conclusion }),
    };
    await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        putEntry(onBench(report, 'released')),
        ...read.results.map((result) => putEntry(released(result, issued, ctx.actor))),
        putEntry({ ...read.order, status: 'completed' }),
        await chargeEntry(ctx, { ...read, report }),
      ],
    });
    return ctx.store.read('DiagnosticReport', id);
  },
};

async function readAll(ctx: Context, id: string): Promise<Read> {
  const report = await ctx.store.read('DiagnosticReport', id);
  const order = await ctx.store.follow('ServiceRequest', report.basedOn?.[0]);
  const results = await Promise.all((report.result ?? []).map((one) => ctx.store.follow('Observation', one)));
  const specimens = await Promise.all((report.specimen ?? []).map((one) => ctx.store.follow('Specimen', one)));
  return { report, order, results, specimens };
}

/** What could not be measured stays cancelled; it is no result. */
const released = (result: Observation, issued: string, performer: Context['actor']): Observation => ({
  ...result,
  status: result.status === 'cancelled' ? 'cancelled' : 'final',
  issued,
  performer: [performer],
});

/** day of the order in Viet Nam */
const dayOf = (ctx: Context, { authoredOn }: ServiceRequest): string =>
  toVnDay(authoredOn === undefined ? ctx.now() : parseInstant(authoredOn));

/** The price of the day of the order: that it exists was made sure then. */
async function chargeEntry(ctx: Context, read: Read): Promise<BundleEntry> {
  const code = testCodeOf(read.order, codeSystems.services7603);
  const date = dayOf(ctx, read.order);
  const concept = await ctx.terminology.lookup({ system: codeSystems.services7603, code, date });
  if (concept === undefined) throw errors.notInForce({ at: 'ServiceRequest.code', name: read.order.code?.text });
  const encounter = await ctx.store.follow('Encounter', read.order.encounter);
  const { order, report, results } = read;
  const charge = testCharge({
    order,
    report,
    results,
    concept,
    encounter,
    performer: ctx.actor,
    department: ctx.site.units.find((unit) => unit.kind === 'laboratory')?.department ?? '',
  });
  const [identifier] = charge.identifier ?? [];
  return {
    resource: charge,
    request: {
      method: 'POST',
      url: 'ChargeItem',
      ifNoneExist: new URLSearchParams({ identifier: `${identifier?.system}|${identifier?.value}` }).toString(),
    },
  };
}
