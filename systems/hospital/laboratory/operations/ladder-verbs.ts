import { callLadders } from './call-ladders.ts';
import { saveCallLadder } from './save-call-ladder.ts';

/** Whom critical values go to: seen and declared. */
export const ladderVerbs = [callLadders, saveCallLadder];
