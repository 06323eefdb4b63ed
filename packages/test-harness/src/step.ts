/**
 * What the steps of the journal show and what they do not show yet, as a table of which each cell
 * can be a test.
 *
 * ```ts
 * test.for(stepCells(steps, behaviours))("step $step.name: $behaviour is $shows", …);
 * ```
 */

/** One step: an experiment, and what can be seen when it runs. */
export interface Step<Behaviour extends string = string> {
  /** The file in `experiments/`, without its ending: `03-prints-what-it-receives`. */
  readonly name: string;
  /** One line for lists, and the heading of the step's section in the note. */
  readonly title: string;
  readonly does: readonly Behaviour[];
  readonly notYet: readonly Behaviour[];
}

/** One cell of the table. */
export interface StepCell<Behaviour extends string> {
  readonly step: Step<Behaviour>;
  readonly behaviour: Behaviour;
  /** Whether the step says that it does this. */
  readonly shows: boolean;
}

/**
 * The table of all steps and all behaviours, cell by cell. Throws when a step does not say of a
 * behaviour whether it shows it, says both, or names one that the
 * table lacks.
 */
export function stepCells<Behaviour extends string>(
  steps: readonly Step<Behaviour>[],
  behaviours: Readonly<Record<Behaviour, unknown>>,
): StepCell<Behaviour>[] {
  const names = Object.keys(behaviours).filter((name): name is Behaviour => name in behaviours);
  return steps.flatMap((step) => {
    const fail = (problem: string): never => {
      throw new Error(`Cannot read step "${step.name}": ${problem}`);
    };
    const unknown = [...step.does, ...step.notYet].find((name) => !names.includes(name));
    if (unknown !== undefined) fail(`nobody tests "${unknown}"`);
    return names.map((behaviour) => {
      const shows = step.does.includes(behaviour);
      if (shows !== step.notYet.includes(behaviour)) return { step, behaviour, shows };
      return fail(`"${behaviour}" is ${shows ? "both done and" : "neither done nor"} not done yet`);
    });
  });
}
