/** Through which device a graph is heard: chosen by the graph itself where the browser can, else by way of a media element. */

import {RoomError} from './errors.ts';

/** Not in every browser, and not in TypeScript's library. */
interface SinkableContext extends AudioContext {
  setSinkId(sinkId: string): Promise<void>;
}

export class Speaker {
  /** Connect to it whatever is to be heard. */
  readonly input: AudioNode;
  readonly #context: AudioContext;
  #detour: HTMLAudioElement | null = null;

  constructor(context: AudioContext) {
    this.#context = context;
    this.input = new GainNode(context);
    this.input.connect(context.destination);
  }

  /** Whether a browser lets a page choose at all. */
  static get isChoosable(): boolean {
    return 'setSinkId' in AudioContext.prototype || 'setSinkId' in HTMLMediaElement.prototype;
  }

  /** Play through `deviceId`; '' and 'default' are the system's choice. */
  async choose(deviceId: string): Promise<void> {
    const sink = deviceId === 'default' ? '' : deviceId;
    if ('setSinkId' in this.#context) await (this.#context as SinkableContext).setSinkId(sink);
    else if (Speaker.isChoosable) await this.#through(sink);
    else throw notChoosable();
  }

  close(): void {
    this.input.disconnect();
    if (this.#detour) this.#detour.srcObject = null;
  }

  async #through(sink: string): Promise<void> {
    const element = this.#detour ?? this.#leadAround();
    await element.setSinkId(sink);
    await element.play();
  }

  #leadAround(): HTMLAudioElement {
    const end = new MediaStreamAudioDestinationNode(this.#context);
    const element = new Audio();
    element.srcObject = end.stream;
    this.input.disconnect();
    this.input.connect(end);
    this.#detour = element;
    return element;
  }
}

export function notChoosable(): RoomError {
  return new RoomError('not-supported', 'This browser plays through the speaker that the system has chosen.');
}
