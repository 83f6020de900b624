import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createSecureServer, TLSSocket } from 'node:tls';

/** What a listener shows, and whom it believes; PEM texts. */
export interface ServerTls {
  readonly certificate: string;
  readonly key: string;
  /** the other side has to show a certificate too */
  readonly isMutual: boolean;
  /** whose certificates are believed; absent: any, and `admit` decides by the fingerprint */
  readonly authorities?: string;
}

/** Who is at the other end of a connection, as far as the network tells. */
export interface Peer {
  readonly address: string;
  /** SHA-256 of the certificate it showed, upper case with colons */
  readonly fingerprint?: string;
}

/** Who may speak at a listener at all. */
export interface Admission {
  readonly tls?: ServerTls;
  /** Asked once for each connection; absent: everybody may. */
  readonly admit?: (peer: Peer) => boolean;
}

/** Listens over TCP or TLS; whoever is not admitted is hung up on before a byte is read. */
export function listener({ tls, admit }: Admission, take: (socket: Socket, peer: Peer) => void): Server {
  const welcome = (socket: Socket): void => {
    const peer = peerOf(socket);
    if (admit?.(peer) === false) socket.destroy();
    else take(socket, peer);
  };
  if (tls === undefined) return createServer(welcome);
  const { certificate: cert, key, isMutual: requestCert, authorities: ca } = tls;
  const isChecked = requestCert && ca !== undefined;
  const server = createSecureServer(
    { cert, key, requestCert, rejectUnauthorized: isChecked, ...(ca === undefined ? {} : { ca }) },
    welcome,
  );
  // whoever cannot agree on keys has gone again
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return server;
}

/** Who is at the other end of this socket. */
function peerOf(socket: Socket): Peer {
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const fingerprint = socket instanceof TLSSocket ? socket.getPeerCertificate().fingerprint256 : undefined;
  return { address, ...(fingerprint === undefined ? {} : { fingerprint }) };
}
