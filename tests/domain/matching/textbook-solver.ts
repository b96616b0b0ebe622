/**
 * The heaviest choice of pairs within everyone's places, with prices that prove it: the plainest method in the textbooks,
 * for small instances, to judge the judges and to check the engine where brute force can't go.
 *
 * A flow: the ground → each mentor (first place, further places) → each mentee → the ground. As long as some circle gains
 * something (Bellman and Ford find it), send one unit round it (Klein 1967). Once none does, distances are prices.
 */
export type Place = { free: number; first: number };
export type Offer = { mentor: number; mentee: number; worth: number };
export type Solved = { chosen: Offer[]; mentorPrices: number[]; menteePrices: number[] };

type Arc = { from: number; to: number; gain: number; room: number; back: number };

export function heaviest(mentors: Place[], mentees: Place[], offers: Offer[]): Solved {
  const arcs: Arc[] = [];
  const add = (from: number, to: number, gain: number, room: number) => {
    arcs.push(
      { from, to, gain, room, back: arcs.length + 1 },
      { from: to, to: from, gain: -gain, room: 0, back: arcs.length },
    );
    return arcs.at(-2)!;
  };
  const ground = 0;
  const mentorNode = (m: number) => 1 + m;
  const menteeNode = (e: number) => 1 + mentors.length + e;
  mentors.forEach(({ free, first }, m) => {
    add(ground, mentorNode(m), first, Math.min(1, free));
    add(ground, mentorNode(m), 0, Math.max(0, free - 1));
  });
  mentees.forEach(({ free, first }, e) => {
    add(menteeNode(e), ground, first, Math.min(1, free));
    add(menteeNode(e), ground, 0, Math.max(0, free - 1));
  });
  const pairArcs = offers.map(({ mentor, mentee, worth }) => add(mentorNode(mentor), menteeNode(mentee), worth, 1));

  const nodes = 1 + mentors.length + mentees.length;
  const longest = new Float64Array(nodes);
  for (let circle = lengthen(); circle; circle = lengthen()) {
    for (const arc of circle) {
      arc.room--;
      arcs[arc.back]!.room++;
    }
  }
  const price = (node: number) => longest[node]! - longest[ground]!;
  return {
    chosen: offers.filter((_, k) => pairArcs[k]!.room === 0),
    // No arc with room gains: first + price(ground) − price(mentor) ≤ 0, and so on round.
    mentorPrices: mentors.map((_, m) => -price(mentorNode(m))),
    menteePrices: mentees.map((_, e) => price(menteeNode(e))),
  };

  /** Longest distances from anywhere; a circle that gains if there is one. */
  function lengthen(): Arc[] | null {
    longest.fill(0);
    const through: (Arc | undefined)[] = new Array<undefined>(nodes).fill(undefined);
    let last = -1;
    for (let round = 0; round < nodes; round++) {
      last = -1;
      for (const arc of arcs) {
        if (arc.room === 0 || longest[arc.from]! + arc.gain <= longest[arc.to]!) continue;
        longest[arc.to] = longest[arc.from]! + arc.gain;
        through[arc.to] = arc;
        last = arc.to;
      }
      if (last < 0) return null;
    }
    for (let step = 0; step < nodes; step++) last = through[last]!.from;
    const circle: Arc[] = [];
    for (let at = last; circle.length === 0 || at !== last; at = through[at]!.from) circle.push(through[at]!);
    return circle;
  }
}
