import { checkInput, unknownInRecords } from '../../domain/matching/check-input.ts';
import { match } from '../../domain/matching/match.ts';
import { readArguments, usage } from './arguments.ts';
import { readFiles } from './read-files.ts';
import { Stopwatch, type Clock } from './stopwatch.ts';
import { outputFiles, writeFiles } from './write-files.ts';

type Surroundings = { out: (line: string) => void; err: (line: string) => void; now?: Clock };

const badInput = 2;

/** The whole command: 0 when the answer was written, 2 when the input was faulty and nothing was. */
export function runMatchCommand(argv: string[], { out, err, now = () => performance.now() }: Surroundings): number {
  const watch = new Stopwatch(now);
  const given = readArguments(argv);
  if (!given.ok) {
    err(given.fault);
    err(usage);
    return badInput;
  }
  const { files, out: folder, seconds, maxErrors } = given.value;
  const refuse = <Fault>(faults: Fault[], describe: (fault: Fault) => string): number => {
    faults.slice(0, maxErrors).map(describe).forEach(err);
    const more = faults.length - maxErrors;
    if (more > 0) err(`and ${more} more ${more === 1 ? 'fault' : 'faults'}; --max-errors shows more of them`);
    return badInput;
  };

  watch.phase('reading');
  const read = readFiles(files);
  if (!read.ok) return refuse(read.fault, (line) => line);
  read.value.notices.forEach((notice) => err(`notice: ${notice}`));
  const { input, digests, locate } = read.value;
  const unknown = unknownInRecords(input);
  if (unknown.length > 0) return refuse([...checkInput(input), ...unknown], locate);
  const outcome = match(input, {
    onPhase: (name) => watch.phase(name),
    onProgress: (share) => {
      const line = watch.progress(share);
      if (line !== null) err(line);
    },
    ...(seconds < Infinity && { mayGoOn: () => !watch.hasRun(seconds) }),
  });
  if (!outcome.ok) return refuse(outcome.fault, locate);

  watch.phase('writing');
  writeFiles(folder, outputFiles(outcome.value, digests, watch.soFar()));
  const { counts, objective, proven } = outcome.value.report;
  out(`${counts.pairs} pairs, ${outcome.value.unmatched.length} enrolments without a partner`);
  out(`total score ${objective.total.value}, lowest ${objective.lowest?.value ?? 'not looked at'}`);
  out(proven ? 'proven optimal, see certificate.json' : 'not proven optimal, see report.json');
  return 0;
}
