import type { Sql } from '@lienmach/fhir-store';

/** What one partner brought, on one day or in the whole range. */
export interface PartnerFigures {
  readonly partner: string;
  /** yyyy-MM-dd where the house stands; absent: the whole range */
  readonly day?: string;
  readonly count: number;
  readonly applied: number;
  readonly parked: number;
  readonly refused: number;
  /** milliseconds from stored to answered; absent: none was timed */
  readonly median?: number;
  readonly p95?: number;
}

interface Row extends Omit<PartnerFigures, 'day' | 'median' | 'p95'> {
  readonly day: string | null;
  readonly median: number | null;
  readonly p95: number | null;
}

const told = (name: 'median' | 'p95', value: number | null): Partial<Record<'median' | 'p95', number>> =>
  value === null ? {} : { [name]: Math.round(value * 10) / 10 };

/**
 * Partners by day and as a whole, in one look at the log. A median of medians is none: the whole is counted for itself.
 *
 * @param zone  minutes ahead of UTC: where a day begins. The range is what the answer costs; callers bound it.
 */
export async function partnerFigures(sql: Sql, from: Date, until: Date, zone: number): Promise<PartnerFigures[]> {
  const rows = await sql.query<Row>({
    text: `with came as (
        select partner, state, answered,
          to_char(received at time zone 'UTC' + make_interval(mins => $3::int), 'YYYY-MM-DD') as day
        from message_in where received >= $1::timestamptz and received < $2::timestamptz
      )
      select partner, day, count(*)::int as count,
        (count(*) filter (where state = 'applied'))::int as applied,
        (count(*) filter (where state = 'parked'))::int as parked,
        (count(*) filter (where state = 'refused'))::int as refused,
        percentile_cont(0.5) within group (order by answered)::float8 as median,
        percentile_cont(0.95) within group (order by answered)::float8 as p95
      from came group by grouping sets ((partner, day), (partner)) order by partner, day desc`,
    values: [from, until, zone],
  });
  return rows.map(({ day, median, p95, ...row }) => ({
    ...row,
    ...(day === null ? {} : { day }),
    ...told('median', median),
    ...told('p95', p95),
  }));
}

/** How many messages left by each channel in the range. */
export async function sentCounts(
  sql: Sql,
  channels: readonly string[],
  from: Date,
  until: Date,
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql.query<{ readonly channel: string; readonly count: number }>({
    text: `select named.channel, (
        select count(*)::int from message_out where message_out.channel = named.channel and state = 'sent'
          and settled >= $2::timestamptz and settled < $3::timestamptz) as count
      from unnest($1::text[]) as named(channel)`,
    values: [[...channels], from, until],
  });
  return new Map(rows.map(({ channel, count }) => [channel, count]));
}
