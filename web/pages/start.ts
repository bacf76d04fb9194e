/** The page `/`. */

import '../styles/tokens.css';
import '../styles/page.css';
import '../elements/holdspace-start.ts';

import {speak} from './language.ts';
import {drawerOf} from './link.ts';

speak(
  document,
  drawerOf(() => sessionStorage),
);
