/**
 * The one clock of the house. Everything that asks for the time asks this, SQL and token checks included: in the demo
 * and in tests its offset follows the sandbox's clock, so that a programme's year can be lived in minutes.
 */
export type Clock = { now(): Date };
