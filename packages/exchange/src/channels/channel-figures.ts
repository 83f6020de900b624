import type { Sql } from '@lienmach/fhir-store';

/** How a channel does, as the log tells it. */
export interface ChannelFigures {
  readonly lastReceived?: Date;
  readonly lastSent?: Date;
  /** parked since the moment asked for, and waiting for a person still */
  readonly parked: number;
  /** that have to leave */
  readonly waiting: number;
  readonly waitingSince?: Date;
}

interface Row {
  readonly received: Date | string | null;
  readonly sent: Date | string | null;
  readonly parked: number;
  readonly waiting: number;
  readonly since: Date | string | null;
}

const moment = (value: Date | string | null | undefined): Date | undefined =>
  value == null ? undefined : new Date(value);

/** @param since  from when on parked messages count */
export async function channelFigures(sql: Sql, channel: string, since: Date): Promise<ChannelFigures> {
  const [row] = await sql.query<Row>({
    name: 'channel-figures',
    text: `select
        (select received from message_in where channel = $1 order by received desc limit 1) as received,
        (select settled from message_out where channel = $1 and state = 'sent' order by settled desc limit 1) as sent,
        (select count(*)::int from message_in where state = 'parked' and channel = $1 and received >= $2) as parked,
        count(*)::int as waiting, min(queued) as since
      from message_out where channel = $1 and state = 'waiting'`,
    values: [channel, since],
  });
  const [lastReceived, lastSent, waitingSince] = [moment(row?.received), moment(row?.sent), moment(row?.since)];
  return {
    parked: row?.parked ?? 0,
    waiting: row?.waiting ?? 0,
    ...(lastReceived === undefined ? {} : { lastReceived }),
    ...(lastSent === undefined ? {} : { lastSent }),
    ...(waitingSince === undefined ? {} : { waitingSince }),
  };
}
