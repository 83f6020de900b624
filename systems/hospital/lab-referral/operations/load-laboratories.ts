import { codeSystems } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { REFERRAL_LABORATORY, type ReferralLaboratory, readLaboratory } from '../rules/referral-laboratory.ts';

/** more are no laboratories of one house */
const MOST = 200;

const query = new URLSearchParams({ type: `${codeSystems.organizationKind}|${REFERRAL_LABORATORY}` }).toString();

/** Laboratories that measure for this house, by name; also those that no longer do. */
export async function loadLaboratories(ctx: Context): Promise<ReferralLaboratory[]> {
  const found = await ctx.store.search('Organization', query, MOST);
  return found
    .flatMap((organization) => readLaboratory(organization) ?? [])
    .toSorted((a, b) => a.name.localeCompare(b.name, 'vi'));
}

/** @throws lab-referral.unknownLaboratory */
export function findLaboratory(
  laboratories: readonly ReferralLaboratory[],
  { reference = '' }: Reference,
): ReferralLaboratory {
  const found = laboratories.find(({ id, isActive }) => isActive && `Organization/${id}` === reference);
  if (found === undefined) throw errors.unknownLaboratory({ at: 'laboratory' });
  return found;
}
