/** `line` counts from 1, as an editor shows it; `column` is a name of the header, or '' for the whole line. */
export type CsvFault = { file: string; line: number; column: string; message: string };

export const describeFault = ({ file, line, column, message }: CsvFault): string =>
  `${file}:${line}:${column}: ${message}`;

export type Parsed<Value> = { ok: true; value: Value } | { ok: false; fault: CsvFault[] };
