import { codeSystems, parseQuantity3, toVnDay } from '@lienmach/core';
import { combine, FhirError, isFhirError } from '@lienmach/outcome';
import type { Context, OperationParameter } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { type DoseGrid, dispensedQuantity, parseDose } from '../rules/dose-grid.ts';
import { type Drug, readDrug } from '../rules/drug.ts';
import type { WrittenLine } from '../rules/prescription-bundle.ts';

/** One row of the prescription grid as the screen sends it. */
export interface LineInput {
  readonly drug: string;
  readonly morning?: string;
  readonly noon?: string;
  readonly afternoon?: string;
  readonly evening?: string;
  readonly doseUnit?: string;
  readonly days: number;
  readonly quantity?: number;
  readonly route?: string;
  readonly timing?: string;
  readonly note?: string;
}

export const part = (name: string, type: string, min: 0 | 1) => ({ name, use: 'in', min, max: '1', type }) as const;

export const lineParameter: OperationParameter = {
  name: 'line',
  use: 'in',
  min: 1,
  max: '*',
  part: [
    part('drug', 'code', 1),
    part('morning', 'string', 0),
    part('noon', 'string', 0),
    part('afternoon', 'string', 0),
    part('evening', 'string', 0),
    part('doseUnit', 'string', 0),
    part('days', 'integer', 1),
    part('quantity', 'integer', 0),
    part('route', 'code', 0),
    part('timing', 'string', 0),
    part('note', 'string', 0),
  ],
};

/** Reads every line against today's catalog. @throws all that is wrong with any line, at once */
export async function readLines(ctx: Context, lines: readonly LineInput[]): Promise<WrittenLine[]> {
  const read = await Promise.all(
    lines.map((line, index) =>
      readLine(ctx, line, `Parameters.parameter.where(name='line')[${index}]`).catch((thrown: unknown) => {
        if (isFhirError(thrown)) return thrown;
        throw thrown;
      }),
    ),
  );
  const refusals = read.filter((one) => one instanceof FhirError);
  if (refusals.length > 0) throw combine(refusals);
  return read.filter((one): one is WrittenLine => !(one instanceof FhirError));
}

async function readLine(ctx: Context, input: LineInput, at: string): Promise<WrittenLine> {
  const date = toVnDay(ctx.now());
  const concept = await ctx.terminology.lookup({ system: codeSystems.drugProduct, code: input.drug, date });
  if (concept === undefined) throw errors.unknownDrug({ at: `${at}.drug`, drug: input.drug, date });
  const known = readDrug(concept, `${at}.drug`);
  const drug = input.route === undefined ? known : { ...known, ...(await route(ctx, input.route, at)) };
  const dose = (name: keyof DoseGrid) => parseDose(input[name], `${at}.${name}`, drug.label);
  const grid = { morning: dose('morning'), noon: dose('noon'), afternoon: dose('afternoon'), evening: dose('evening') };
  if (!isCount(input.days)) throw errors.badDays({ at: `${at}.days`, drug: drug.label });
  const doseUnit = input.doseUnit ?? drug.unit;
  const hasOwnUnit = doseUnit.toLocaleLowerCase('vi') !== drug.unit.toLocaleLowerCase('vi');
  const isGiven = input.quantity !== undefined;
  if (hasOwnUnit && !isGiven) throw errors.badQuantity({ at: `${at}.quantity`, drug: drug.label });
  if (isGiven && !isCount(input.quantity)) throw errors.badQuantity({ at: `${at}.quantity`, drug: drug.label });
  const byDose = dispensedQuantity(grid, input.days);
  const quantity = isGiven ? parseQuantity3(String(input.quantity)) : byDose;
  const computed = hasOwnUnit ? quantity : byDose;
  return { at, drug, grid, days: input.days, quantity, computed, doseUnit, timing: input.timing, note: input.note };
}

const isCount = (value: number | undefined): boolean =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 9999;

/** @throws errors.unknownRoute: the paper must not name one route and the claim another */
async function route(ctx: Context, code: string, at: string): Promise<Pick<Drug, 'route' | 'routeName'>> {
  const date = toVnDay(ctx.now());
  const concept = await ctx.terminology.lookup({ system: codeSystems.route, code, date });
  if (concept === undefined) throw errors.unknownRoute({ at: `${at}.route`, code, date });
  return { route: code, routeName: concept.display };
}
