import { claimBoard } from './claim-board.ts';
import { claimWorklist } from './claim-worklist.ts';
import { countClaims } from './count-claims.ts';
import { decideUnlock } from './decide-unlock.ts';
import { lockClaim } from './lock-claim.ts';
import { lockClaims } from './lock-claims.ts';
import { unlockClaim } from './unlock-claim.ts';

/** What the claim desk presses. */
export const deskVerbs = [claimBoard, claimWorklist, countClaims, decideUnlock, lockClaim, lockClaims, unlockClaim];
