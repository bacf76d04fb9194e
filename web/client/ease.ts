/**
 * How much a machine that is overworked is spared: a step after some looks in a row that found it so, and a step back after a calm while.
 *
 *                 3 strained looks            3 strained looks
 *     0: all ─────────────────────▶ 1: less ─────────────────────▶ 2: …
 *            ◀─────────────────────         ◀─────────────────────
 *                 calm for a while            calm for a while
 *
 * What was given back and at once too much again is given back later the next time. Pure.
 */

export interface Ease {
  /** Steps: 0 is none. */
  readonly level: number;
  /** Strained looks in a row. */
  readonly strained: number;
  /** Since when it is calm, or the last step back was taken; milliseconds of any clock that goes forward. */
  readonly calmSince: number;
  /** When a step was last taken back; null: never. */
  readonly returnedAt: number | null;
  /** Milliseconds of calm before a step is taken back. */
  readonly patience: number;
}

export const SUSTAINED = 3; // looks: what lasts longer than somebody opening a program
export const PATIENCE = 20_000; // ms
export const PATIENCE_MOST = 240_000; // ms
/** Milliseconds within which it was too much again. */
export const RELAPSE = 60_000;

export const AT_EASE: Ease = {level: 0, strained: 0, calmSince: 0, returnedAt: null, patience: PATIENCE};

/** Return what follows from one more look; `most` is the last step there is. */
export function eased(ease: Ease, strained: boolean, now: number, most: number): Ease {
  return strained ? worked(ease, now, most) : rested(ease, now);
}

function worked(ease: Ease, now: number, most: number): Ease {
  const strained = ease.strained + 1;
  if (strained < SUSTAINED || ease.level >= most) return {...ease, strained: Math.min(strained, SUSTAINED), calmSince: now};
  const relapsed = ease.returnedAt !== null && now - ease.returnedAt < RELAPSE;
  const patience = relapsed ? Math.min(2 * ease.patience, PATIENCE_MOST) : PATIENCE;
  return {level: ease.level + 1, strained: 0, calmSince: now, returnedAt: null, patience};
}

function rested(ease: Ease, now: number): Ease {
  if (ease.level === 0 || now - ease.calmSince < ease.patience) return ease.strained === 0 ? ease : {...ease, strained: 0, calmSince: now};
  return {...ease, level: ease.level - 1, strained: 0, calmSince: now, returnedAt: now};
}
