/**
 * What a device remembers of how somebody came in, because they asked it to: nothing of the group, and no name that is for
 * facilitators only. A page of ours hands in where it is kept; an embed has nowhere.
 */

/** Where it is kept, as one text. */
export interface Memory {
  read(): string | null;
  /** Null forgets. */
  write(text: string | null): void;
}

export interface Remembered {
  readonly name: string;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly selfHidden: boolean;
  /** Device ids; '' is whichever the device takes by itself. */
  readonly devices: {readonly microphone: string; readonly camera: string; readonly speaker: string};
}

/** What was remembered, or null. Whatever it does not know or cannot read it takes as not chosen. */
export function recall(memory: Memory | null): Remembered | null {
  const kept = parsed(memory?.read() ?? null);
  if (kept === null) return null;
  const devices = recordOf(kept['devices']);
  return {
    name: textOf(kept['name']),
    microphone: kept['microphone'] !== false,
    camera: kept['camera'] !== false,
    selfHidden: kept['selfHidden'] === true,
    devices: {microphone: textOf(devices['microphone']), camera: textOf(devices['camera']), speaker: textOf(devices['speaker'])},
  };
}

/** Keep it; null forgets. */
export function remember(memory: Memory | null, choices: Remembered | null): void {
  memory?.write(choices && JSON.stringify(choices));
}

type Fields = Readonly<Record<string, unknown>>;

function parsed(text: string | null): Fields | null {
  if (text === null) return null;
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return null; // Someone else wrote there.
  }
}

function recordOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
