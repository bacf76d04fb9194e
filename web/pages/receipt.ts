/** The page `/receipt`: reads a saved receipt and checks it. Once it is loaded it asks nobody anything. */

import '../styles/tokens.css';
import '../styles/page.css';
import '../elements/holdspace-receipt.ts';

import {speak} from './language.ts';
import {drawerOf} from './link.ts';

speak(
  document,
  drawerOf(() => sessionStorage),
);
