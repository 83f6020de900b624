import type { RuleMoment } from '../rules/claim-rule.ts';

/**
 * Rules that can be judged before the whole claim is there; all others wait for it.
 *
 * @source none: our own choice; what each rule looks at is there at that moment
 */
const early: Readonly<Record<Exclude<RuleMoment, 'claim'>, string>> = {
  ordering: `CARD-07 CARD-09 CARD-11 CARD-13 EP-14 EP-15 EP-31 EP-32 EX-01 EX-03 EX-04 MON-12 MON-33 MON-37
    SV-03 SV-22 SV-23 SV-25 SV-26 SV-29 SV-30`,
  prescribing: 'DR-02 DR-03 DR-07 DR-08 DR-11 DR-13 DR-15 DR-17 DR-18 DR-19 DR-20 DX-13 SV-24',
  finish: `CT7-03 CT7-04 CT7-06 CT10-03 CT10-04 CT11-01 CT11-02 CT11-04 CT11-06 CT13-01 CT13-05 CT13-06 CT14-01
    DX-01 DX-02 DX-03 DX-04 DX-05 DX-06 DX-07 DX-08 DX-09 DX-10 DX-12
    EP-13 EP-25 EP-26 EP-27 EP-29 EX-02 NOTE-01 NOTE-02 NOTE-03 NOTE-05 SV-13 X1-ID-16`,
};

const moments = new Map<string, RuleMoment>(
  (['ordering', 'prescribing', 'finish'] as const).flatMap((moment) =>
    early[moment].split(/\s+/).map((id) => [id, moment] as const),
  ),
);

export const momentOf = (id: string): RuleMoment => moments.get(id) ?? 'claim';

/** The moments of a visit in their order. */
export const ruleMoments: readonly RuleMoment[] = ['ordering', 'prescribing', 'finish', 'claim'];
