/** Line icons on a 24-unit grid. Every icon is hidden from the accessibility tree: the words beside it are its name. */

import {html, type SVGTemplateResult, svg, type TemplateResult} from 'lit';

function icon(shape: SVGTemplateResult, extra = ''): TemplateResult {
  return html`<svg class="i ${extra}" viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;
}

export const microphoneIcon = icon(svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>`);
export const mutedIcon = icon(
  svg`<path d="M9 6a3 3 0 0 1 6 0v5m-1 2.2A3 3 0 0 1 9 11V9M5.5 11.5A6.5 6.5 0 0 0 16 16.6M18.5 11.5c0 1-.2 1.9-.6 2.7M12 18v3M4 3.5l16.5 17"/>`,
  'mut',
);
export const cameraIcon = icon(
  svg`<rect x="3" y="6.5" width="12.5" height="11" rx="3"/><path d="m15.5 10.8 4.2-2.6c.6-.4 1.3 0 1.3.7v6.2c0 .7-.7 1.1-1.3.7l-4.2-2.6"/>`,
);
export const cameraOffIcon = icon(
  svg`<path d="M9.5 6.5h3a3 3 0 0 1 3 3v1.3l4.2-2.6c.6-.4 1.3 0 1.3.7v6.4M15 16a3 3 0 0 1-2.5 1.5H6a3 3 0 0 1-3-3v-5a3 3 0 0 1 2-2.8M4 3.5l16.5 17"/>`,
);
export const screenIcon = icon(
  svg`<rect x="2.8" y="4.5" width="18.4" height="12.5" rx="2.5"/><path d="M8.5 20.5h7M12 17v3.5M12 13.8V8.2m-2.6 2.4L12 8l2.6 2.6"/>`,
);
export const eyeIcon = icon(
  svg`<path d="M2.5 12C4.5 8 8 5.8 12 5.8s7.5 2.2 9.5 6.2c-2 4-5.5 6.2-9.5 6.2S4.5 16 2.5 12z"/><circle cx="12" cy="12" r="3"/>`,
);
export const eyeOffIcon = icon(
  svg`<path d="M9.5 6.2a9 9 0 0 1 2.5-.4c4 0 7.5 2.2 9.5 6.2a13 13 0 0 1-2.7 3.5M15.5 17.5a9.5 9.5 0 0 1-3.5.7c-4 0-7.5-2.2-9.5-6.2a13 13 0 0 1 4-4.5M10 10a3 3 0 0 0 4.1 4.2M4 3.5l16.5 17"/>`,
);
export const peopleIcon = icon(
  svg`<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.5c.5-3.7 3-5.5 6.5-5.5s6 1.8 6.5 5.5M15.5 5.4a3.3 3.3 0 0 1 0 6.2M17.7 14.6c2.2.7 3.5 2.4 3.8 4.9"/>`,
);
export const leaveIcon = icon(
  svg`<path d="M10 4H7a2.5 2.5 0 0 0-2.5 2.5v11A2.5 2.5 0 0 0 7 20h3M10 12h10m-3.5-3.8L20.3 12l-3.8 3.8"/>`,
  'mirrored',
);
export const notRecordedIcon = icon(svg`<circle cx="12" cy="12" r="8.5"/><path d="m6.2 6.2 11.6 11.6"/>`);
export const recordingIcon = icon(
  svg`<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="3.7" fill="currentColor" stroke="none"/>`,
);
export const pausedIcon = icon(svg`<circle cx="12" cy="12" r="8.5"/><path d="M10 9v6M14 9v6"/>`);
export const askingIcon = icon(
  svg`<circle cx="12" cy="12" r="8.5"/><path d="M9.6 9.7a2.4 2.4 0 1 1 3.4 2.3c-.7.3-1 .8-1 1.5v.3M12 16.4v.2"/>`,
);
export const sealIcon = icon(
  svg`<path d="M12 3.5 18.5 6v5.5c0 4.5-2.7 7.5-6.5 9-3.8-1.5-6.5-4.5-6.5-9V6z"/><path d="m9 12 2.2 2.2 4-4.2"/>`,
);
export const sproutIcon = icon(
  svg`<path d="M12 20.5v-8M12 12.5C12 8.5 9 6 4.5 6c0 4.5 3 6.5 7.5 6.5zM12 14.5c0-3.3 2.6-5.5 7.5-5.5 0 3.7-3 5.5-7.5 5.5z"/>`,
  'sprout',
);
export const speakingIcon = icon(svg`<path d="M6.5 9.5v5M10.2 6.5v11M13.9 9v6M17.5 10.5v3"/>`, 'say');
export const arcIcon = icon(svg`<path d="M20 12a8 8 0 1 1-2.7-6"/><path d="M20.3 3.5v4h-4"/>`, 'arc');
export const stillArcIcon = icon(svg`<path d="M20 12a8 8 0 1 1-2.7-6"/><path d="M20.3 3.5v4h-4"/>`);
export const speakerIcon = icon(svg`<path d="M4 10v4h3.5l5 4V6l-5 4zM16 9a4.2 4.2 0 0 1 0 6M18.7 6.5a8 8 0 0 1 0 11"/>`);
export const slidersIcon = icon(
  svg`<path d="M4 7.5h8M16.5 7.5H20M4 16.5h3.5M12 16.5h8"/><circle cx="14.3" cy="7.5" r="2.2"/><circle cx="9.7" cy="16.5" r="2.2"/>`,
);
export const networkIcon = icon(svg`<path d="M5 18v-2.5M10 18v-5.5M15 18V9M20 18V5.5"/>`);
/** Two bars, and a cross where the others would stand. */
export const weakIcon = icon(svg`<path d="M4.5 19v-4.5M10 19V9.5m4.5 3.5 6 6m0-6-6 6"/>`, 'weak');
export const lockIcon = icon(svg`<rect x="5" y="10.5" width="14" height="10" rx="2.5"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>`);
export const copyIcon = icon(
  svg`<rect x="8.5" y="8.5" width="12" height="12" rx="2.5"/><path d="M15.5 8.5V6A2.5 2.5 0 0 0 13 3.5H6A2.5 2.5 0 0 0 3.5 6v7A2.5 2.5 0 0 0 6 15.5h2.5"/>`,
);
export const checkIcon = icon(svg`<path d="m5 12.5 4.7 4.7L19.5 7"/>`);
export const closeIcon = icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`);
export const moreIcon = icon(
  svg`<g fill="currentColor" stroke="none"><circle cx="6" cy="12" r="1.6"/><circle cx="12" cy="12" r="1.6"/><circle cx="18" cy="12" r="1.6"/></g>`,
);
export const globeIcon = icon(
  svg`<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.5 2.4 3.7 5.2 3.7 8.5s-1.2 6.1-3.7 8.5c-2.5-2.4-3.7-5.2-3.7-8.5S9.5 5.9 12 3.5z"/>`,
);
export const deviceIcon = icon(
  svg`<rect x="3" y="5" width="13" height="10" rx="2"/><path d="M7 19h4M16.5 9h2A2 2 0 0 1 20.5 11v6.5a2 2 0 0 1-2 2h-2.5a2 2 0 0 1-2-2V15"/>`,
);
export const downloadIcon = icon(svg`<path d="M12 4v11m-4-4 4 4 4-4M5 19.5h14"/>`);
export const documentIcon = icon(
  svg`<path d="M7 3.5h7l4 4V18a2.5 2.5 0 0 1-2.5 2.5h-8.5A2 2 0 0 1 5 18.5v-13a2 2 0 0 1 2-2zM8.5 11h6M8.5 14.5h6"/>`,
);
export const infoIcon = icon(svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 8v.2"/>`);
export const doorIcon = icon(svg`<path d="M6 20.5V5.5A2.5 2.5 0 0 1 8.5 3h7A2.5 2.5 0 0 1 18 5.5v15M3.5 20.5h17M14 12v1.5"/>`);
export const handIcon = icon(
  svg`<path d="M8 12.5V6.2a1.5 1.5 0 0 1 3 0V11m0-.5V4.7a1.5 1.5 0 0 1 3 0V11m0-4.3a1.5 1.5 0 0 1 3 0V14c0 4-2.3 7-6 7-2.8 0-4.2-1.2-5.6-3.7l-1.9-3.5c-.9-1.7 1.2-2.9 2.3-1.5L8 14"/>`,
);
export const cupIcon = icon(
  svg`<path d="M5 9.5h11v5.5a4.5 4.5 0 0 1-4.5 4.5h-2A4.5 4.5 0 0 1 5 15zM16 11h1.5a2.5 2.5 0 0 1 0 5H16M8.5 6.5c0-1.5 1-1.5 1-3M12.5 6.5c0-1.5 1-1.5 1-3"/>`,
);
export const chatIcon = icon(
  svg`<path d="M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5z"/>`,
);
export const sendIcon = icon(svg`<path d="m4.5 12 15-7-4.5 15-3.5-6.5z"/><path d="m11.5 13.5 4-4"/>`, 'mirrored');
export const lanternIcon = icon(
  svg`<path d="M9 7.5h6l1.8 9.5H7.2zM9.5 7.5a2.5 2.5 0 0 1 5 0M6.5 20h11M12 10.8c1.2 1.2 1.2 2.7 0 3.4-1.2-.7-1.2-2.2 0-3.4z"/>`,
);
export const smileIcon = icon(
  svg`<circle cx="12" cy="12" r="8.5"/><path d="M8.5 14c1 1.4 2.1 2 3.5 2s2.5-.6 3.5-2M9.3 9.8v.4M14.7 9.8v.4"/>`,
);
export const nodIcon = icon(
  svg`<circle cx="12" cy="7" r="3.5"/><path d="M6 13.5c1.7 1.2 3.7 1.8 6 1.8s4.3-.6 6-1.8M12 18v3.2m-2.2-2.2 2.2 2.2 2.2-2.2"/>`,
);
export const thanksIcon = icon(
  svg`<path d="M12 20.5 9 18l-4-5.5 2-1.5 3 2.5V5a2 2 0 0 1 2-1.5M12 20.5l3-2.5 4-5.5-2-1.5-3 2.5V5a2 2 0 0 0-2-1.5M12 3.5v17"/>`,
);
export const withYouIcon = icon(
  svg`<path d="M12 19.5c-4.5-3-7.5-6-7.5-9.3A3.9 3.9 0 0 1 8.4 6.2c1.5 0 2.8.8 3.6 2.2.8-1.4 2.1-2.2 3.6-2.2a3.9 3.9 0 0 1 3.9 4c0 3.3-3 6.3-7.5 9.3z"/>`,
);
export const sameHereIcon = icon(svg`<circle cx="9" cy="12" r="5.5"/><circle cx="15" cy="12" r="5.5"/>`);
export const momentIcon = icon(svg`<path d="M7 4h10M7 20h10M8 4c0 4 1.5 6 4 8-2.5 2-4 4-4 8M16 4c0 4-1.5 6-4 8 2.5 2 4 4 4 8"/>`);
export const enlargeIcon = icon(svg`<path d="M4.5 9.5v-5h5M19.5 14.5v5h-5M4.5 4.5l6 6M19.5 19.5l-6-6"/>`);
export const shrinkIcon = icon(svg`<path d="M10.5 5.5v5h-5M13.5 18.5v-5h5M10.5 10.5l-6-6M13.5 13.5l6 6"/>`);

export const clockIcon = icon(svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.2l3.3 2"/>`);
export const earIcon = icon(
  svg`<path d="M7 9.5a5.5 5.5 0 0 1 11 0c0 3.7-3.7 4.4-3.7 7.3A3.7 3.7 0 0 1 8 19.3M9.8 9.7a2.7 2.7 0 0 1 5.4.3c0 1.9-2.4 2-2.4 4"/>`,
);
export const hornIcon = icon(svg`<path d="M4 10v4h3l8 4V6l-8 4zM18 9.5a3.5 3.5 0 0 1 0 5M8 14l1 5h2.5l-1-3.7"/>`, 'mirrored');
export const splitIcon = icon(
  svg`<circle cx="12" cy="5" r="2.2"/><circle cx="5.5" cy="18.5" r="2.2"/><circle cx="18.5" cy="18.5" r="2.2"/><path d="M12 7.2V11m0 0c0 3-6.5 2.2-6.5 5.3M12 11c0 3 6.5 2.2 6.5 5.3"/>`,
);
export const mergeIcon = icon(
  svg`<circle cx="12" cy="19" r="2.2"/><circle cx="5.5" cy="5.5" r="2.2"/><circle cx="18.5" cy="5.5" r="2.2"/><path d="M12 16.8V13m0 0C12 10 5.5 10.8 5.5 7.7M12 13c0-3 6.5-2.2 6.5-5.3"/>`,
);
export const shuffleIcon = icon(
  svg`<path d="M3.5 7.5h3c5 0 6 9 11 9h3M3.5 16.5h3c1.7 0 2.9-1 3.9-2.4M13.5 9.9c1-1.4 2.3-2.4 4-2.4h3M18 5l2.7 2.5L18 10M18 14l2.7 2.5L18 19"/>`,
);
export const pairIcon = icon(
  svg`<circle cx="7.5" cy="9" r="3"/><circle cx="16.5" cy="9" r="3"/><path d="M2.5 18.5c.4-3 2.2-4.5 5-4.5s4.6 1.5 5 4.5M13.5 15c.8-.7 1.8-1 3-1 2.8 0 4.6 1.5 5 4.5"/>`,
);
export const plusIcon = icon(svg`<path d="M12 5v14M5 12h14"/>`);
export const minusIcon = icon(svg`<path d="M5 12h14"/>`);
export const goIcon = icon(svg`<path d="M4 12h15m-5-5 5 5-5 5"/>`, 'mirrored');
export const gripIcon = icon(
  svg`<g fill="currentColor" stroke="none"><circle cx="9" cy="6" r="1.4"/><circle cx="15" cy="6" r="1.4"/><circle cx="9" cy="12" r="1.4"/><circle cx="15" cy="12" r="1.4"/><circle cx="9" cy="18" r="1.4"/><circle cx="15" cy="18" r="1.4"/></g>`,
  'grip',
);
export const bellIcon = icon(
  svg`<path d="M6 16.5c1.2-1.4 1.5-3 1.5-5.5a4.5 4.5 0 0 1 9 0c0 2.5.3 4.1 1.5 5.5zM10 19.5c.5.8 1.2 1.2 2 1.2s1.5-.4 2-1.2M12 4v2.5"/>`,
);

/** The mark: people in a round. */
export const mark = html`<svg class="mark" viewBox="0 0 28 28" aria-hidden="true">
  <g fill="currentColor">
    <circle cx="14" cy="4.2" r="2.7"/><circle cx="22.5" cy="8.6" r="2.7" opacity=".85"/><circle cx="23.3" cy="18.2" r="2.7" opacity=".7"/>
    <circle cx="17" cy="24" r="2.7" opacity=".85"/><circle cx="8" cy="23" r="2.7"/><circle cx="4.3" cy="14.8" r="2.7" opacity=".7"/>
    <circle cx="6.5" cy="7" r="2.7" opacity=".85"/>
  </g>
</svg>`;
