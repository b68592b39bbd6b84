import { addLine } from './conversation.ts';
import { byId, make } from './elements.ts';
import type { PageCall } from './protocol.ts';
import { say, state } from './state.ts';
import { uploadFile } from './upload.ts';

/** The way to import and export: a button that asks the assistant for it, and files that are dropped anywhere on the page. */
export function offerTransfers(ask: (call: PageCall, said: string) => void): void {
  byId('open-transfer', HTMLButtonElement).addEventListener('click', () => {
    ask({ command: 'import', args: {} }, say('transfer'));
  });

  const veil = make('div', 'drop-veil');
  veil.setAttribute('aria-hidden', 'true');
  const isFile = ({ dataTransfer }: DragEvent): boolean =>
    state.member !== null && (dataTransfer?.types.includes('Files') ?? false);

  document.addEventListener('dragover', (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    veil.textContent = say('dropHere');
    document.body.append(veil);
  });
  document.addEventListener('dragleave', (event) => {
    // Only out of the window: inside, one leaves an element for another all the time.
    if (event.relatedTarget === null) veil.remove();
  });
  document.addEventListener('drop', (event) => {
    veil.remove();
    const file = event.dataTransfer?.files[0];
    if (!isFile(event) || file === undefined) return;
    event.preventDefault();
    void hand(file);
  });

  async function hand(file: File): Promise<void> {
    const uploaded = await uploadFile(file);
    if (uploaded.kind === 'failed') addLine(uploaded.message, null);
    else ask({ command: 'import', args: { file: uploaded.file.id } }, uploaded.file.name);
  }
}
