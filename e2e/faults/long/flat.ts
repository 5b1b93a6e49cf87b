import { handlesOf, memoryOf } from "@/e2e/faults/battery/watch";

interface Sample {
  at: number;
  value: number;
}

interface Tolerance {
  /** What a figure may have grown by at the end, as a share of what it was and beside that. */
  share: number;
  more: number;
}

/** Node.js returns memory late, and faults leave buffers behind for a while. */
const memoryTolerance: Tolerance = { share: 0.3, more: 60 };
/** Connections that broke are replaced, and closed a little later. */
const handleTolerance: Tolerance = { share: 0.1, more: 15 };
export const connectionTolerance: Tolerance = { share: 0.1, more: 10 };

/** A figure over the time of a run. */
export class Figure {
  private readonly samples: Sample[] = [];
  readonly name: string;
  private readonly tolerance: Tolerance;

  constructor(name: string, tolerance: Tolerance) {
    this.name = name;
    this.tolerance = tolerance;
  }

  add(value: number): void {
    this.samples.push({ at: performance.now(), value });
  }

  /** Compares the end with the time after the warm-up, each by the median of a sixth of the run. */
  result(): { row: string[]; isFlat: boolean } {
    const values = this.samples.map(({ value }) => value);
    const length = Math.max(1, Math.floor(values.length / 6));
    const start = median(values.slice(length, 2 * length));
    const end = median(values.slice(-length));
    const most = Math.round(start * (1 + this.tolerance.share) + this.tolerance.more);
    return { row: [this.name, start, end, Math.max(...values, 0), most].map(String), isFlat: end <= most };
  }
}

/** Memory and handles of a process. */
export function processFigures(name: string, pid: number): { figures: Figure[]; sample: () => void } {
  const memory = new Figure(`${name}: memory (MB)`, memoryTolerance);
  const handles = new Figure(`${name}: open handles`, handleTolerance);
  const sample = () => {
    memory.add(memoryOf(pid));
    handles.add(handlesOf(pid));
  };
  return { figures: [memory, handles], sample };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
