import { codeSystems, identifierSystems, present, toVnDay } from '@lienmach/core';
import { type Context, many, type Operation, one } from '@lienmach/system-kit';
import type { Organization } from 'fhir/r4';
import { errors } from '../errors.ts';
import {
  isComplete,
  laboratoryOrganization,
  type ReferralLaboratory,
  type ReferredTest,
} from '../rules/referral-laboratory.ts';
import { loadLaboratories } from './load-laboratories.ts';

interface LaboratoryInput {
  readonly code: string;
  readonly name: string;
  readonly phone?: string;
  readonly address?: string;
  readonly qualityLevel?: string;
  readonly active?: boolean;
  readonly test: readonly { readonly code: string; readonly hours: number; readonly usual?: boolean }[];
}

/** @throws lab-referral.badLaboratory */
function laboratoryIn({ active = true, test, ...input }: LaboratoryInput): Omit<ReferralLaboratory, 'id'> {
  const text = (value: string | undefined): string | undefined => {
    const trimmed = value?.trim().slice(0, 300) ?? '';
    return trimmed === '' ? undefined : trimmed;
  };
  const laboratory = {
    code: text(input.code) ?? '',
    name: text(input.name) ?? '',
    ...present({
      phone: text(input.phone),
      address: text(input.address),
      qualityLevel: text(input.qualityLevel),
    }),
    isActive: active,
    tests: test.map(({ code, hours, usual = false }) => ({ code, name: code, hours, isUsual: usual })),
  };
  if (!isComplete(laboratory)) throw errors.badLaboratory({ at: 'test' });
  return laboratory;
}

/** The tests with their names. @throws lab-referral.unknownTest */
async function namedTests(ctx: Context, tests: readonly ReferredTest[]): Promise<ReferredTest[]> {
  const date = toVnDay(ctx.now());
  const named: ReferredTest[] = [];
  for (const test of tests) {
    const concept = await ctx.terminology.lookup({ system: codeSystems.services7603, code: test.code, date });
    if (concept === undefined) throw errors.unknownTest({ at: 'test.code', code: test.code });
    named.push({ ...test, name: concept.display });
  }
  return named;
}

/** @throws lab-referral.usualTwice */
async function checkUsual(ctx: Context, laboratory: Omit<ReferralLaboratory, 'id'>): Promise<void> {
  if (!laboratory.isActive) return;
  const others = (await loadLaboratories(ctx)).filter(({ code, isActive }) => isActive && code !== laboratory.code);
  for (const { code, isUsual } of laboratory.tests) {
    const other = others.find(({ tests }) => tests.some((one) => one.isUsual && one.code === code));
    if (isUsual && other !== undefined) throw errors.usualTwice({ at: 'test.usual', code, name: other.name });
  }
}

/** POST Organization/$save-referral-laboratory: a laboratory that measures for this house, and what; saved again it is replaced. */
export const saveReferralLaboratory: Operation<LaboratoryInput, Organization> = {
  definition: {
    code: 'save-referral-laboratory',
    title: { vi: 'Khai báo nơi nhận mẫu gửi', en: 'Save a referral laboratory' },
    resource: ['Organization'],
    level: 'type',
    affectsState: true,
    parameter: [
      one('in', 'code', 'string'),
      one('in', 'name', 'string'),
      one('in', 'phone', 'string', 0),
      one('in', 'address', 'string', 0),
      one('in', 'qualityLevel', 'code', 0),
      one('in', 'active', 'boolean', 0),
      many('in', 'test', [one('in', 'code', 'code'), one('in', 'hours', 'integer'), one('in', 'usual', 'boolean', 0)]),
      one('out', 'return', 'Organization'),
    ],
    allow: ['lab-head'],
    readsAs: ['lab-referral'],
  },

  async run(ctx, _id, input) {
    const bare = laboratoryIn(input);
    const laboratory = { ...bare, tests: await namedTests(ctx, bare.tests) };
    await checkUsual(ctx, laboratory);
    const query = new URLSearchParams({
      identifier: `${identifierSystems.facility}|${laboratory.code.replace(/[\\,$|]/g, '\\$&')}`,
    });
    const before = await ctx.store.find('Organization', query.toString());
    const organization = laboratoryOrganization(laboratory, before);
    return before === undefined ? ctx.store.create(organization) : ctx.store.update(organization);
  },
};
