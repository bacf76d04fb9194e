/** Tries how well the network will carry a voice: ours, to the media port and back, before anybody else hears it. */

import {RoomError} from './errors.ts';
import type {Media} from './media.ts';
import type {Ask} from './messages.ts';
import {judge, type NetworkReport, NOTHING, type Sample} from './network-report.ts';
import {silence} from './silence.ts';

export type {NetworkReport} from './network-report.ts';

const DURATION = 3000; // ms: three of the server's reports, and about 150 packets
const STEP = 250; // ms
const PATIENCE = 6000; // ms for the path to come up

export interface NetworkTestTools {
  readonly media: Pick<Media, 'phase' | 'report'>;
  readonly ask: Ask;
  /** Send that track as if from the microphone; null ends it. */
  readonly send: (track: MediaStreamTrack | null) => void;
}

export class NetworkTest {
  readonly #tools: NetworkTestTools;
  #over = new AbortController();

  constructor(tools: NetworkTestTools) {
    this.#tools = tools;
  }

  /** Loop `microphone`, or silence, through the server, and judge; nothing is played. Another test ends this one. */
  async run(microphone: MediaStreamTrack | null): Promise<NetworkReport> {
    this.end();
    const {signal} = this.#over;
    const report = (await this.#connected(signal)) ? await this.#loop(microphone, signal) : NOTHING;
    if (signal.aborted) throw new RoomError('out-of-turn', 'The network test was ended by joining, or by another one.');
    return report;
  }

  /** Twice is harmless. */
  end(): void {
    this.#over.abort();
    this.#over = new AbortController();
    this.#tools.send(null);
  }

  async #connected(signal: AbortSignal): Promise<boolean> {
    const {media} = this.#tools;
    for (let waited = 0; waited < PATIENCE && media.phase !== 'connected' && !signal.aborted; waited += STEP) await pause(STEP);
    return media.phase === 'connected' && !signal.aborted;
  }

  async #loop(microphone: MediaStreamTrack | null, signal: AbortSignal): Promise<NetworkReport> {
    const {ask, send} = this.#tools;
    const quiet = microphone ? null : silence();
    try {
      await ask({type: 'echo', on: true});
      if (!signal.aborted) send(microphone ?? quiet?.track ?? null);
      return judge(await this.#samples(signal));
    } finally {
      quiet?.end();
      if (!signal.aborted) {
        send(null);
        await ask({type: 'echo', on: false}).catch(() => {}); // A lost connection loops nothing.
      }
    }
  }

  async #samples(signal: AbortSignal): Promise<readonly Sample[]> {
    const samples: Sample[] = [];
    for (let waited = 0; waited <= DURATION && !signal.aborted; waited += STEP) {
      samples.push([...((await this.#tools.media.report())?.values() ?? [])]);
      await pause(STEP);
    }
    return samples;
  }
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
