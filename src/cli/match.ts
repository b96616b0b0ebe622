import { runMatchCommand } from './match/run.ts';

process.exitCode = runMatchCommand(process.argv.slice(2), {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});
