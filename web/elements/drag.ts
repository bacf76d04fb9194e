/** Names that are dragged from room to room. All of it can be done with keys, too: see `person-chip.ts`. */

/** What is dragged is one of ours, by its id. */
const KIND = 'application/x-holdspace-person';

export function drag(event: DragEvent, person: string): void {
  event.dataTransfer?.setData(KIND, person);
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
}

/** Let it be dropped here, and show so. */
export function over(event: DragEvent): void {
  if (!event.dataTransfer?.types.includes(KIND)) return;
  event.preventDefault();
  event.stopPropagation();
  (event.currentTarget as HTMLElement).toggleAttribute('data-over', true);
}

export function out(event: DragEvent): void {
  (event.currentTarget as HTMLElement).toggleAttribute('data-over', false);
}

export function drop(event: DragEvent, done: (person: string) => void): void {
  const person = event.dataTransfer?.getData(KIND);
  out(event);
  if (!person) return;
  event.preventDefault();
  event.stopPropagation();
  done(person);
}
