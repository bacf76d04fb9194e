/** What other sites load: `<script type="module" src="https://HOST/embed.js">`. */

export * from './client/index.ts';
