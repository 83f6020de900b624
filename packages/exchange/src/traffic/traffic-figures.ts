import type { Sql } from '@lienmach/fhir-store';

/** What came by one channel on one day. */
export interface ChannelDay {
  readonly channel: string;
  /** yyyy-MM-dd where the house stands */
  readonly day: string;
  readonly count: number;
  readonly applied: number;
  readonly parked: number;
  readonly refused: number;
  /** milliseconds from stored to answered: half of them stayed below */
  readonly median?: number;
  /** milliseconds that 95 of 100 stayed below; absent: none was timed */
  readonly p95?: number;
}

/** What came by one channel lately, in equal steps of time. */
export interface ChannelPulse {
  readonly channel: string;
  /** oldest step first */
  readonly steps: readonly number[];
  readonly last: Date;
}

interface DayRow extends Omit<ChannelDay, 'p95' | 'median'> {
  readonly median: number | null;
  readonly p95: number | null;
}

const tenths = (name: 'median' | 'p95', value: number | null): Partial<Record<'median' | 'p95', number>> =>
  value === null ? {} : { [name]: Math.round(value * 10) / 10 };

/** @param zone  minutes ahead of UTC: where a day begins. The range is what the answer costs; callers bound it. */
export async function channelDays(sql: Sql, from: Date, until: Date, zone: number): Promise<ChannelDay[]> {
  const rows = await sql.query<DayRow>({
    text: `select coalesce(channel, partner) as channel,
        to_char(received at time zone 'UTC' + make_interval(mins => $3::int), 'YYYY-MM-DD') as day,
        count(*)::int as count,
        (count(*) filter (where state = 'applied'))::int as applied,
        (count(*) filter (where state = 'parked'))::int as parked,
        (count(*) filter (where state = 'refused'))::int as refused,
        percentile_cont(0.5) within group (order by answered)::float8 as median,
        percentile_cont(0.95) within group (order by answered)::float8 as p95
      from message_in where received >= $1::timestamptz and received < $2::timestamptz
      group by 1, 2 order by 2 desc, 1`,
    values: [from, until, zone],
  });
  return rows.map(({ median, p95, ...row }) => ({ ...row, ...tenths('median', median), ...tenths('p95', p95) }));
}

/** @param minutes  of one step */
export async function channelPulses(sql: Sql, now: Date, minutes: number, steps: number): Promise<ChannelPulse[]> {
  const from = new Date(now.getTime() - minutes * steps * 60_000);
  const rows = await sql.query<{ channel: string; step: number; count: number; last: Date | string }>({
    text: `select coalesce(channel, partner) as channel,
        least(floor(extract(epoch from received - $1::timestamptz) / ($2::int * 60)), $3::int - 1)::int as step,
        count(*)::int as count, max(received) as last
      from message_in where received >= $1::timestamptz group by 1, 2`,
    values: [from, minutes, steps],
  });
  const channels = [...new Set(rows.map(({ channel }) => channel))].sort();
  return channels.map((channel) => {
    const own = rows.filter((row) => row.channel === channel);
    return {
      channel,
      steps: Array.from({ length: steps }, (_, step) => own.find((row) => row.step === step)?.count ?? 0),
      last: new Date(Math.max(...own.map(({ last }) => new Date(last).getTime()))),
    };
  });
}
