import { checkInput, unknownInRecords } from '../../domain/matching/check-input.ts';
import { match } from '../../domain/matching/match.ts';
import { readArguments, usage } from './arguments.ts';
import { readFiles } from './read-files.ts';
import { outputFiles, writeFiles } from './write-files.ts';

type Streams = { out: (line: string) => void; err: (line: string) => void };

const badInput = 2;

/** The whole command: 0 when the answer was written, 2 when the input was faulty and nothing was. */
export function runMatchCommand(argv: string[], { out, err }: Streams): number {
  const seconds = stopwatch();
  const given = readArguments(argv);
  if (!given.ok) {
    err(given.fault);
    err(usage);
    return badInput;
  }
  const { files, out: folder, maxErrors } = given.value;
  const refuse = (faults: string[]): number => {
    faults.slice(0, maxErrors).forEach(err);
    const more = faults.length - maxErrors;
    if (more > 0) err(`and ${more} more faults; --max-errors shows more of them`);
    return badInput;
  };

  seconds.phase('reading');
  const read = readFiles(files);
  if (!read.ok) return refuse(read.fault);
  read.value.notices.forEach((notice) => err(`notice: ${notice}`));
  const { input, digests, locate } = read.value;
  const faults = [...checkInput(input), ...unknownInRecords(input)];
  if (faults.length > 0) return refuse(faults.map(locate));
  const outcome = match(input, seconds.phase);
  if (!outcome.ok) return refuse(outcome.fault.map(locate));

  seconds.phase('writing');
  writeFiles(folder, outputFiles(outcome.value, digests, seconds.soFar()));
  const { counts, objective, proven } = outcome.value.report;
  out(`${counts.pairs} pairs, ${outcome.value.unmatched.length} enrolments without a partner`);
  out(`total score ${objective.total.value}, lowest ${objective.lowest?.value ?? 'not looked at'}`);
  out(proven ? 'proven optimal, see certificate.json' : 'not proven optimal, see report.json');
  return 0;
}

function stopwatch(): { phase: (name: string) => void; soFar: () => Record<string, number> } {
  const seconds: Record<string, number> = {};
  let [name, since] = ['starting', performance.now()];
  const stop = () => (seconds[name] = (seconds[name] ?? 0) + Math.round(performance.now() - since) / 1000);
  return {
    phase(next) {
      stop();
      [name, since] = [next, performance.now()];
    },
    soFar: () => ({ ...seconds }),
  };
}
