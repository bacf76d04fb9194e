/** What other sites load: `<script type="module" src="https://HOST/embed.js">`. It defines <holdspace-room>. */

import './elements/holdspace-room.ts';

export * from './client/index.ts';
