import type { Board } from './board.js';

/** Nobody, or nowhere. */
export const none = -1;

/** Who is where: each person on one stand or none, each stand with one person or none. */
export class Arrangement {
  /** Person by stand. */
  readonly occupant: Int32Array;
  /** Stand by person. */
  readonly standOf: Int32Array;

  constructor(readonly board: Board) {
    this.occupant = new Int32Array(board.stands.length).fill(none);
    this.standOf = new Int32Array(board.people.length).fill(none);
    board.settledOn.forEach((person, stand) => this.put(person, stand));
  }

  put(person: number, stand: number): void {
    this.standOf[person] = stand;
    this.occupant[stand] = person;
  }

  /** Puts a person on another stand; who is there comes to where the person was. */
  swap(person: number, stand: number): void {
    const [from, other] = [this.standOf[person]!, this.occupant[stand]!];
    this.put(person, stand);
    this.occupant[from] = other;
    if (other !== none) {
      this.standOf[other] = from;
    }
  }

  /** The weight of the wishes that an asking person has kept where it is; 0 without a stand. */
  kept(person: number): number {
    const { board, occupant, standOf } = this;
    const stand = standOf[person]!;
    if (stand === none || person >= board.asking) {
      return 0;
    }
    const { weights } = board.problem;
    const [near, apart, sector] = [board.near[person]!, board.apart[person]!, board.sector[person]!];
    let kept = board.alone[person * board.free + stand]! + apart.length * weights.apart;
    let amongItsOwn = false;
    for (const beside of board.neighbours[stand]!) {
      const neighbour = occupant[beside]!;
      if (neighbour === none) {
        continue;
      }
      amongItsOwn ||= board.sector[neighbour] === sector;
      if (near.includes(neighbour)) {
        kept += weights.near;
      }
      if (apart.includes(neighbour)) {
        kept -= weights.apart;
      }
    }
    return amongItsOwn ? kept + weights.cluster : kept;
  }

  /** The weight of all kept wishes. */
  total(): number {
    let total = 0;
    for (let person = 0; person < this.board.asking; person += 1) {
      total += this.kept(person);
    }
    return total;
  }

  /** The weight of kept wishes in that of all wishes; 1 where nobody wishes anything. */
  satisfaction(): number {
    const wished = this.board.wished.reduce((sum, weight) => sum + weight, 0);
    return wished === 0 ? 1 : this.total() / wished;
  }

  /** How many of each quota's group have a stand. */
  placedByQuota(): number[] {
    const placed = this.board.quotas.map(() => 0);
    this.board.quotasOf.forEach((quotas, person) => {
      if (this.standOf[person] !== none) {
        quotas.forEach((quota) => (placed[quota]! += 1));
      }
    });
    return placed;
  }
}
