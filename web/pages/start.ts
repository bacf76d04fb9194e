/** The page `/`. */

import '../styles/tokens.css';
import '../styles/page.css';
import '../elements/holdspace-start.ts';
