/** One step of the demo as a person follows it: what happened, in a sentence. */
export interface Step<World> {
  readonly title: string;
  /** id of the room whose work this is: a site without that room leaves the step out */
  readonly room: string;
  /** @returns what there is to tell */
  readonly play: (world: World) => Promise<string>;
}

export interface StepResult {
  readonly title: string;
  readonly told: string;
  readonly milliseconds: number;
}

/** Plays the steps one after the other; the first that fails ends the play with its own error. */
export async function playSteps<World>(
  steps: readonly Step<World>[],
  world: World,
  tell: (result: StepResult) => void,
): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const { title, play } of steps) {
    const began = performance.now();
    const told = await play(world);
    const result = { title, told, milliseconds: Math.round(performance.now() - began) };
    results.push(result);
    tell(result);
  }
  return results;
}
