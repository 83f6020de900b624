/** @source none: gathers the checks; each names its own source */
import { agreementChecks } from './agreement-checks.ts';
import type { Check } from './claim-view.ts';
import { diagnosisChecks } from './diagnosis-checks.ts';
import { drugChecks } from './drug-checks.ts';
import { episodeChecks } from './episode-checks.ts';
import { formChecks } from './form-checks.ts';
import { identityChecks } from './identity-checks.ts';
import { lineChecks } from './line-checks.ts';
import { moneyChecks } from './money-checks.ts';
import { paperChecks } from './paper-checks.ts';
import { peopleAndDeviceChecks } from './people-and-device-checks.ts';
import { personChecks } from './person-checks.ts';
import { presenceChecks } from './presence-checks.ts';
import { priceChecks } from './price-checks.ts';
import { programmeChecks } from './programme-checks.ts';
import { serviceChecks } from './service-checks.ts';
import { stayChecks } from './stay-checks.ts';
import { timingChecks } from './timing-checks.ts';

/** What each rule of the list checks; rules of the envelope are checked where it is read. */
export const claimChecks: Readonly<Record<string, Check>> = {
  ...formChecks,
  ...presenceChecks,
  ...personChecks,
  ...identityChecks,
  ...episodeChecks,
  ...timingChecks,
  ...diagnosisChecks,
  ...moneyChecks,
  ...priceChecks,
  ...lineChecks,
  ...drugChecks,
  ...serviceChecks,
  ...peopleAndDeviceChecks,
  ...stayChecks,
  ...agreementChecks,
  ...paperChecks,
  ...programmeChecks,
};
