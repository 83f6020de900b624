import type { Socket } from 'node:net';
import { errors } from '../errors.ts';
import { FHIR_JSON } from './negotiate.ts';

const reasons: Readonly<Record<string, readonly [line: string, make: typeof errors.malformedRequest]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', errors.tooSlow],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', errors.headersTooLarge],
};

interface ClientError extends Error {
  readonly code?: string;
  /** what was read last */
  readonly rawPacket?: unknown;
}

/**
 * Bytes that are no request, or came too slowly: one answer in the words of FHIR, then the line is closed. Who only wanted the
 * head gets no body.
 */
export function answerClientError(thrown: ClientError, socket: Socket): void {
  if (thrown.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const [line, make] = reasons[thrown.code ?? ''] ?? ['400 Bad Request', errors.malformedRequest];
  const text = JSON.stringify(make().outcome);
  const head = [
    `HTTP/1.1 ${line}`,
    `content-type: ${FHIR_JSON}`,
    `content-length: ${Buffer.byteLength(text)}`,
    'connection: close',
  ];
  const { rawPacket } = thrown;
  const isHead = Buffer.isBuffer(rawPacket) && rawPacket.subarray(0, 5).toString('latin1') === 'HEAD ';
  socket.end(`${head.join('\r\n')}\r\n\r\n${isHead ? '' : text}`);
}
