/** The panel that leads to another device. The seat moves with whoever opens the code there. */

import {html, svg, type TemplateResult} from 'lit';

import type {DeviceCode, Matrix} from './device-code.ts';
import {copyIcon} from './icons.ts';
import type {Words} from './words.ts';

const QUIET = 4; // modules of light around the code that readers need (ISO/IEC 18004, 5.3.8)

export function deviceCode(code: DeviceCode, words: Words): TemplateResult {
  return html`<div class="list device">
    <p>${words.say('device-text')}</p>
    ${code.picture && code.address ? ready(code, code.picture, code.address, words) : waiting(code, words)}
    <p class="help">${words.say('device-hint')}</p>
  </div>`;
}

function ready(code: DeviceCode, picture: Matrix, address: string, words: Words): TemplateResult {
  return html`${qr(picture, words.say('device-picture'))}
    <p class="num" role="timer" aria-live="off">${words.say('device-left', {seconds: code.left})}</p>
    ${copyable(address, words.say('device-link'), words.say('start-copy'))}`;
}

/** An address to be taken along; `name` says which, `act` that one can. */
export function copyable(address: string, name: string, act: string): TemplateResult {
  return html`<div class="copy">
    <input readonly dir="ltr" .value=${address} aria-label=${name} @focus=${select} />
    <button class="btn small line" @click=${(event: Event) => void copy(event, address)}>${copyIcon}${act}</button>
  </div>`;
}

function waiting({refused, asking, ask}: DeviceCode, words: Words): TemplateResult {
  if (asking) return html`<p role="status">${words.say('device-making')}</p>`;
  return html`<p role="status">${words.say(refused ? 'device-refused' : 'device-over')}</p>
    <button class="btn primary" data-control="device-again" @click=${ask}>${words.say('device-again')}</button>`;
}

/** Dark on light in every theme: many readers know nothing else. */
function qr(picture: Matrix, label: string): TemplateResult {
  const size = picture.length + 2 * QUIET;
  const dark = picture.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])));
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label}>
    ${svg`<rect width=${size} height=${size} fill="#fff"/><path d=${dark.join('')} fill="#000" shape-rendering="crispEdges"/>`}
  </svg>`;
}

function select(event: Event): void {
  (event.target as HTMLInputElement).select();
}

async function copy(event: Event, address: string): Promise<void> {
  const field = (event.currentTarget as HTMLElement).parentElement?.querySelector('input');
  // Not every browser gives its clipboard: then the address is selected, to be copied by hand.
  await navigator.clipboard?.writeText(address).catch(() => field?.focus());
}
