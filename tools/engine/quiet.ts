export type Outcome = { kind: "finished" } | { kind: "failed"; error: unknown } | { kind: "stuck" };

/** Turns of the event loop without a request and without open work after which nothing can happen any more. */
const idleTurns = 5;
/** After so many turns the program is waiting for time or input: look less often. */
const eagerTurns = 50;

/**
 * Waits until the program has finished and no work of its own (timers, files, sockets) is open, as a process of its own would
 * before it ends. `stuck` when the work is over and `finished` still has not settled: it never will.
 *
 * @param activity A number that changes with every request to the engine.
 * @param isAsking Whether the engine waits for an answer of the program.
 */
export async function quiet(
  finished: Promise<unknown>,
  activity: () => number,
  isAsking: () => boolean,
): Promise<Outcome> {
  const open = openWork();
  let outcome: Outcome = { kind: "stuck" };
  finished.then(
    () => (outcome = { kind: "finished" }),
    (error: unknown) => (outcome = { kind: "failed", error }),
  );
  let seen = activity();
  let last: Outcome = outcome;
  for (let turn = 0, idle = 0; idle < idleTurns; turn++) {
    await nextTurn(turn);
    const busy = activity() !== seen || outcome !== last || isAsking() || open();
    idle = busy ? 0 : idle + 1;
    seen = activity();
    last = outcome;
  }
  return outcome;
}

function nextTurn(turn: number): Promise<void> {
  return new Promise((resolve) => {
    if (turn < eagerTurns) setImmediate(resolve);
    else setTimeout(resolve, 2);
  });
}

/** Kinds that are open without any work to come: our own turns, and the terminal once something was printed. */
const noWork = new Set(["Immediate", "TTYWrap", "PipeWrap"]);

/**
 * Says whether more timers, files or sockets are open than when it was made. What was open then and is closed since makes no room for
 * what opens later: sockets of an earlier run may still be closing.
 */
function openWork(): () => boolean {
  const count = (): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const kind of process.getActiveResourcesInfo()) {
      if (!noWork.has(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    return counts;
  };
  const before = count();
  return () => {
    const now = count();
    for (const [kind, number] of before) before.set(kind, Math.min(number, now.get(kind) ?? 0));
    return [...now].some(([kind, number]) => number > (before.get(kind) ?? 0));
  };
}
