import type { PrintRule } from '@lienmach/system-kit';

/** How a form comes out in a room. */
export interface PrintChoice {
  readonly printer?: string;
  readonly tray?: string;
  readonly paper?: string;
  readonly copies: number;
}

const weight = ({ room, form }: PrintRule): number => (room === undefined ? 0 : 2) + (form === undefined ? 0 : 1);

/**
 * Rules that fit, the narrowest last: what it says goes before what wider ones say. What a room remembered is the narrowest.
 *
 * @source none: own choice
 */
export function choosePrinter(rules: readonly PrintRule[], room: string | undefined, form: string): PrintChoice {
  const fitting = rules
    .filter(
      (rule) => (rule.room === undefined || rule.room === room) && (rule.form === undefined || rule.form === form),
    )
    .sort((a, b) => weight(a) - weight(b));
  const { printer, tray, paper, copies = 1 }: PrintRule = Object.assign({}, ...fitting);
  return {
    copies,
    ...(printer === undefined ? {} : { printer }),
    ...(tray === undefined ? {} : { tray }),
    ...(paper === undefined ? {} : { paper }),
  };
}
