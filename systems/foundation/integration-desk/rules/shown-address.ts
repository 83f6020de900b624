interface Shown {
  readonly direction: 'in' | 'out';
  readonly transport: {
    readonly kind: string;
    readonly host?: string;
    readonly port?: number;
    readonly url?: string;
    readonly service?: string;
    readonly folder?: string;
    readonly directory?: string;
    readonly stream?: string;
    readonly subject?: string;
  };
}

/**
 * Where a channel listens or sends to, as one address that people read.
 *
 * @param id  of the channel
 * @source none: FHIR asks every Endpoint for an address
 */
export function shownAddress(id: string, { direction, transport }: Shown): string {
  const { kind, host = '127.0.0.1', port, url, service, folder, directory = '.' } = transport;
  if (kind === 'nats')
    return `nats://${host}:${port ?? 4222}/${direction === 'in' ? transport.stream : transport.subject}`;
  if (kind === 'folder') return `file:${folder}`;
  if (kind === 'http') return direction === 'in' ? `/channels/${id}` : (url ?? `service:${service}`);
  if (kind === 'sftp') return `sftp://${host}:${port ?? 22}/${directory.replace(/^\//, '')}`;
  return port === undefined ? `${kind}://common-door` : `${kind}://${host}:${port}`;
}
