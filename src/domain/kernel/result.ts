/** What a use case expected to happen: a value, or a fault that the caller can show. The unexpected is thrown instead. */
export type Result<T, F = Fault> = { ok: true; value: T } | { ok: false; fault: F };

/** `code` is for programs, `message` for the person who asked; `at` names the field, file or row it is about. */
export type Fault = { code: string; message: string; at?: string };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const fault = (code: string, message: string, at?: string): { ok: false; fault: Fault } => ({
  ok: false,
  fault: at === undefined ? { code, message } : { code, message, at },
});
