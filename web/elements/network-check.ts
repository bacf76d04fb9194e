/** How well pictures and voices will travel, tried before one comes in: words first, numbers for whoever asks. */

import {html, nothing, type TemplateResult} from 'lit';

import type {NetworkReport} from '../client/network-test.ts';
import type {HoldspaceRoom} from '../client/room.ts';
import type {RoomState} from '../client/state.ts';
import {networkIcon} from './icons.ts';
import {pathNumber} from './path-number.ts';
import {pathReason} from './reasons.ts';
import type {Words} from './words.ts';

/** `connected`: it is up and could not be measured. `slow`: nothing comes through yet. */
export type Grade = 'checking' | 'good' | 'fair' | 'poor' | 'connected' | 'slow';

export class NetworkCheck {
  result: NetworkReport | null = null;
  #running = false;
  #tried = false;
  readonly #client: HoldspaceRoom;
  readonly #changed: () => void;

  /** Begins by itself as soon as media can flow; the client is followed until `signal` aborts. */
  constructor(client: HoldspaceRoom, changed: () => void, signal: AbortSignal) {
    this.#client = client;
    this.#changed = changed;
    client.addEventListener('change', () => this.#follow(), {signal});
  }

  get grade(): Grade {
    const {media} = this.#client.state;
    if (media === 'failed') return 'slow';
    if (media !== 'connected' || this.#running) return 'checking';
    if (!this.result) return this.#tried ? 'connected' : 'checking';
    return this.result.verdict === 'none' ? 'slow' : this.result.verdict;
  }

  readonly run = async (): Promise<void> => {
    if (this.#running) return;
    this.#running = this.#tried = true;
    this.#changed();
    try {
      this.result = await this.#client.testNetwork();
    } catch {
      this.result = null; // Whoever comes in meanwhile ends the test; it is up, and that is what we say.
    } finally {
      this.#running = false;
      this.#changed();
    }
  };

  #follow(): void {
    const {media, phase}: RoomState = this.#client.state;
    if (media !== 'connected') this.#tried = false;
    else if (phase === 'idle' && !this.#tried) void this.run();
  }
}

/** In the header: two words. */
export function networkPill({grade}: NetworkCheck, words: Words): TemplateResult {
  return html`<span class="pill state ${grade === 'good' || grade === 'connected' ? 'on' : ''}">${networkIcon}${words.say(`network-${grade}`)}</span>`;
}

/** Below the picture: what it means, and the numbers behind it. */
export function networkLine(check: NetworkCheck, words: Words): TemplateResult {
  const {grade, result} = check;
  return html`<div class="network">
    <p role="status">${words.say(`network-${grade}-text`)}</p>
    ${result && grade !== 'checking' ? numbers(check, result, words) : nothing}
  </div>`;
}

function numbers({run}: NetworkCheck, {roundTripMs, lossUp, lossDown, path}: NetworkReport, words: Words): TemplateResult {
  const loss = (id: string, share: number | null): readonly string[] => (share === null ? [] : [words.say(id, {percent: share * 100})]);
  const rows = [
    ...(roundTripMs === null ? [] : [words.say('network-round-trip', {milliseconds: Math.round(roundTripMs)})]),
    ...loss('network-loss-up', lossUp),
    ...loss('network-loss-down', lossDown),
    ...(path ? [pathNumber(path, words)] : []),
  ];
  return html`<details>
    <summary>${words.say('network-numbers')}</summary>
    <ul>
      ${rows.map((row) => html`<li class="num">${row}</li>`)}
    </ul>
    ${path?.hindrance ? html`<p>${words.say(pathReason(path))}</p>` : nothing}
    <button class="btn small line" type="button" @click=${run}>${words.say('network-again')}</button>
  </details>`;
}
