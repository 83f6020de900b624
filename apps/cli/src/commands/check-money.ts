import { addDays, formatDong, toVnDay, xuOfMoney } from '@lienmach/core';
import { defineErrors } from '@lienmach/outcome';
import { openRooms, readConfiguration } from '@lienmach/server';
import type { Actor } from '@lienmach/system-kit';
import type { Money, Reference } from 'fhir/r4';
import { openDatabase } from '../open-database.ts';
import { readSiteFile } from '../read-site-file.ts';

const errors = defineErrors('check-money', {
  badMonth: { issue: 'value', vi: 'Tháng phải ghi theo dạng 2026-11.', en: '--month must be yyyy-MM' },
});

interface Identity {
  readonly text: string;
  readonly left: Money;
  readonly right: Money;
  readonly difference: Money;
  readonly holds: boolean;
  readonly misfits: number;
  readonly misfit: readonly { readonly what: Reference; readonly text: string }[];
}

interface Checked {
  readonly holds: boolean;
  readonly count: Readonly<Record<string, number>>;
  readonly identity: readonly Identity[];
}

/** Whoever sits at the machine itself. */
const operator: Actor = {
  reference: 'Device/lienmach-check',
  display: 'lienmach check',
  roles: ['tool'],
  client: 'lienmach-check',
};

const dong = (money: Money): string => formatDong(xuOfMoney(money));

function tell({ text, left, right, difference, holds, misfits, misfit }: Identity): void {
  console.log(`${holds ? 'khớp ' : 'LỆCH '} ${text}: ${dong(left)} | ${dong(right)} | ${dong(difference)}`);
  for (const { what, text: why } of misfit) console.log(`        ${what.reference}: ${why}`);
  if (misfits > misfit.length) console.log(`        … và ${misfits - misfit.length} mục khác`);
}

/** First and last day of a month, or of this one. @throws check-money.badMonth */
function daysOf(month: string): { from: string; to: string } {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw errors.badMonth();
  const from = `${month}-01`;
  return { from, to: addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1) };
}

/**
 * `lienmach check money --month 2026-11`: every equation of the money of a month, while the site runs. Exit status 1 when one
 * of them is off by a hundredth of a đồng. `--envelopes` also makes every claim file and statement anew.
 */
export async function checkMoney({ month, envelopes = false }: { month?: string; envelopes?: boolean }): Promise<void> {
  const now = (): Date => new Date();
  const period = daysOf(month ?? toVnDay(now()).slice(0, 7));
  const configuration = readConfiguration(process.env);
  const site = readSiteFile(configuration.site);
  const database = await openDatabase(configuration, { as: 'join' });
  try {
    const rooms = openRooms(database.sql, site, now);
    const checked = await rooms.call<Checked>(operator, 'Account/$check-money', undefined, { ...period, envelopes });
    for (const identity of checked.identity) tell(identity);
    const { visits, papers, shifts, notices, entries } = checked.count;
    console.log(
      `${period.from} – ${period.to}: ${visits} lượt khám, ${papers} phiếu, ${shifts} ca, ${notices} báo có, ${entries} bút toán`,
    );
    if (!checked.holds) process.exitCode = 1;
  } finally {
    await database.close();
  }
}
