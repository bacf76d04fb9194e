/**
 * Measures of an element as style properties: `<ul ${measured({'--rows': '3'})}>`.
 *
 * Lit's `styleMap` writes a style attribute the first time, which the page's Content-Security-Policy refuses; what is
 * set on the element's style itself, it allows.
 */

import {noChange} from 'lit';
import {Directive, directive, type ElementPart} from 'lit/directive.js';

type Measures = Readonly<Record<string, string>>;

class Measured extends Directive {
  render(_measures: Measures): unknown {
    return noChange;
  }

  override update({element}: ElementPart, [measures]: [Measures]): unknown {
    for (const [name, value] of Object.entries(measures)) (element as HTMLElement).style.setProperty(name, value);
    return noChange;
  }
}

export const measured = directive(Measured);
