import { extensionCoding, extensionOf, extensions, extensionValue, parseDecimal, present } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { FacilityStanding } from '../rules/decide-entitlement.ts';

/** Level, points and former tier of this facility, as its own Organization says. */
export async function readStanding(ctx: Context): Promise<FacilityStanding> {
  const own = await ctx.store.follow('Organization', { reference: ctx.site.facility.organization });
  const standing = extensionOf(own, extensions.facilityStanding);
  const points = extensionValue(standing, 'points', 'valueDecimal');
  return present({
    level: extensionCoding(own, extensions.facilityCareLevel)?.code,
    points: points === undefined ? undefined : Number(parseDecimal(points, 3)) / 1000,
    formerTier: extensionValue(standing, 'formerTier', 'valueCode'),
  });
}
