import { labRow, labRows } from './lab-rows.ts';
import { decideLabRow, proposeLabRow } from './row-verbs.ts';

/** Rows of the site's own catalog: seen, proposed, decided. */
export const rowDesk = [labRows, labRow, proposeLabRow, decideLabRow];
