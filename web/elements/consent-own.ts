/** One's own answer, for oneself alone, and taking it back: as near as giving it, and with both ways of erasing alike. */

import {html, nothing, type TemplateResult} from 'lit';

import type {Ask, Erase, OwnConsent, Scope} from '../client/state.ts';
import type {ConsentView} from './consent-sheet.ts';
import {notRecordedIcon} from './icons.ts';
import {hasBegun, SCOPES} from './recording-look.ts';

type Kept = Exclude<Erase, 'none'>;

/** A box for every question of which this person has something to see. */
export function own(view: ConsentView): readonly (TemplateResult | typeof nothing)[] {
  const {consent, asks} = view.state;
  return SCOPES.map((scope) => {
    const [mine, ask] = [consent[scope], asks.find((each) => each.scope === scope)];
    return mine && ask ? box(mine, ask, view) : nothing;
  });
}

function box({flag, mayWithdraw}: OwnConsent, ask: Ask, view: ConsentView): TemplateResult | typeof nothing {
  const {words, step} = view;
  if (flag === 'unanswered') return nothing;
  const text = words.say(`consent-own-${flag}-text`);
  return html`<div class="box">
    <p><b>${words.say(`consent-own-${flag}`, {scope: ask.scope})}</b>${text}</p>
    ${
      mayWithdraw
        ? html`<button class="btn line wide" type="button" data-control="withdraw" @click=${() => step.withdraw(ask.scope, hasBegun(ask))}>
            ${notRecordedIcon}${words.say('consent-withdraw')}
          </button>`
        : nothing
    }
    ${flag === 'withdrawn' && hasBegun(ask) ? erasing(ask.scope, view, leftOf(step.erased.get(ask.id))) : nothing}
  </div>`;
}

/** It has stopped: what of it is to go? */
export function takenBack(scope: Scope, view: ConsentView): TemplateResult {
  const {words, step} = view;
  return html`<h2 class="serif" id="consent-title" tabindex="-1" data-landing>${words.say('consent-stopped')}</h2>
    <p class="para">${words.say('consent-stopped-text')}</p>
    <p class="para"><b>${words.say('consent-erase')}</b></p>
    ${erasing(scope, view, leftOf(undefined))}
    <button class="btn line wide" type="button" data-erase="none" @click=${() => step.erase(scope, 'none')}>${words.say('consent-erase-none')}</button>`;
}

/** What may still be erased, after what was. */
function leftOf(erased: Erase | undefined): readonly Kept[] {
  if (erased === 'all') return [];
  return erased === 'own' ? ['all'] : ['own', 'all'];
}

/** All are offered alike, and each says what it does. */
function erasing(scope: Scope, {words, step}: ConsentView, left: readonly Kept[]): TemplateResult {
  return html`<div class="erasing">
    ${left.map(
      (
        what,
      ) => html`<button class="btn line" type="button" data-erase=${what} aria-describedby="erase-${scope}-${what}" @click=${() => step.erase(scope, what)}>
          ${words.say(`consent-erase-${what}`)}
        </button>
        <p class="help" id="erase-${scope}-${what}">${words.say(`consent-erase-${what}-help`)}</p>`,
    )}
  </div>`;
}
