import type { ProgrammeSettings } from '../../contract/programmes.ts';
import { addDays, firstMonday, readerZone, weeksBetween } from '../dates.ts';
import { words } from '../words.ts';

const WEEKS_TO_ENROL = 4;
/** Holidays need room, and the more weeks there are to begin in, the fewer meetings clash with a diary. */
const SPARE_WEEKS = 9;

/** Weeks from the first meeting's week to the end of the last one's. */
export const weeksNeeded = (sessions: number, gapWeeks: number): number => (sessions - 1) * gapWeeks + 1;

/** An inclusion pilot as most begin it: six hours, five weeks apart, starting when there was time to enrol. */
export function inclusionPilot(today: string): ProgrammeSettings {
  const { name, calendarName, goal, topics } = words.programmes.form.defaults;
  const sessions = 6;
  const gapWeeks = 5;
  const startsOn = firstMonday(addDays(today, WEEKS_TO_ENROL * 7));
  const endsOn = addDays(startsOn, (weeksNeeded(sessions, gapWeeks) + SPARE_WEEKS) * 7 - 3);
  const timeZone = readerZone();
  return {
    name: name(startsOn.slice(0, 4)),
    calendarName,
    goal,
    topics,
    startsOn,
    endsOn,
    sessions,
    gapWeeks,
    timeZone,
    largestCapacity: { mentor: 1, mentee: 1 },
    levels: { from: 'depth' },
  };
}

/** What is wrong with the settings, by field; empty when they can be sent. */
export function settingsFaults(settings: ProgrammeSettings): Partial<Record<keyof ProgrammeSettings, string>> {
  const text = words.programmes.form;
  const needed = weeksNeeded(settings.sessions, settings.gapWeeks);
  const weeks = weeksBetween(settings.startsOn, addDays(settings.endsOn, 1));
  return {
    ...(settings.name.trim() === '' && { name: text.needName }),
    ...(settings.calendarName.trim() === '' && { calendarName: text.needCalendarName }),
    ...(settings.levels.from === 'grade' && gradeFault(settings.levels.order)),
    ...(settings.topics.length === 0 && { topics: text.needTopic }),
    ...(!(weeks >= needed) && { endsOn: text.tooShort(needed, Math.max(0, weeks || 0)) }),
    ...(settings.endsOn < settings.startsOn && { endsOn: text.endsBeforeStart }),
  };
}

/** Something wrong with the order of grades; the server looks again, since it also knows whether grades are read. */
function gradeFault(order: string[]): { levels?: string } {
  const text = words.programmes.form;
  const twice = order.find((grade, at) => order.indexOf(grade) !== at);
  if (order.length === 0) return { levels: text.needGrades };
  return twice === undefined ? {} : { levels: text.gradeTwice(twice) };
}

/** One grade a line, as a person types them; empty lines are for the eye. */
export const gradesIn = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
