import type { ErrorRequestHandler } from 'express';

/** Thrown by any route of the connector; becomes the Bot Framework's error body with this status and code. */
export class ConnectorError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function badArgument(message: string): ConnectorError {
  return new ConnectorError(400, 'BadArgument', message);
}

/** Last in line: writes a thrown ConnectorError, or what the body parser refused; anything else is ours and logged. */
export const connectorErrorHandler: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (res.headersSent) return next(error);
  const { status, code, message, headers } = asConnectorError(error);
  res.status(status).set(headers).json({ error: { code, message } });
};

function asConnectorError(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const type = (error as { type?: unknown } | null)?.type;
  if (type === 'entity.too.large') return new ConnectorError(413, 'MessageSizeTooBig', 'Message size too large.');
  if (type === 'entity.parse.failed') return new ConnectorError(400, 'BadSyntax', 'The request body is not JSON.');
  console.error(error);
  return new ConnectorError(500, 'ServiceError', 'The sandbox failed; see its own log.');
}
