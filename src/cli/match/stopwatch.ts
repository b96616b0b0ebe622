/** A clock in milliseconds, from any beginning. */
export type Clock = () => number;

const quiet = 1000;

/** Seconds of each phase by its name; what a phase takes in several parts is added up. */
export class Stopwatch {
  private readonly now: Clock;
  private readonly began: number;
  private readonly seconds: Record<string, number> = {};
  private since: number;
  private name = 'starting';
  private lastSaid: number;

  constructor(now: Clock) {
    this.now = now;
    this.began = this.since = this.lastSaid = now();
  }

  /** Begins a phase and thereby ends the one before. */
  phase(name: string): void {
    const now = this.now();
    this.seconds[this.name] = (this.seconds[this.name] ?? 0) + Math.round(now - this.since) / 1000;
    this.since = now;
    this.name = name;
  }

  soFar(): Record<string, number> {
    this.phase(this.name);
    return { ...this.seconds };
  }

  hasRun(seconds: number): boolean {
    return this.now() - this.began >= seconds * 1000;
  }

  /** What to tell whoever waits: nothing during the first second, and once a second after that. */
  progress(share: number): string | null {
    const now = this.now();
    if (now - this.lastSaid < quiet) return null;
    this.lastSaid = now;
    return `${this.name}: ${Math.floor(100 * share)} % done after ${Math.round((now - this.began) / 1000)} s`;
  }
}
