import { add } from './upload.js';

const hasFiles = (event) => event.dataTransfer?.types.includes('Files');
const formUnder = (event) => (event.target instanceof Element ? event.target.closest('form[data-upload]') : null);

// The place for files shows itself while some are dragged over the page, and more so under them.
function show(place) {
  document.querySelector('form[data-upload]')?.setAttribute('data-over', place);
}

// A drop that misses does nothing: without this the browser would leave the page for the file.
addEventListener('dragover', (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  const form = formUnder(event);
  event.dataTransfer.dropEffect = form ? 'copy' : 'none';
  show(form ? 'form' : 'page');
});
addEventListener('dragleave', (event) => { if (!event.relatedTarget) show(''); });
addEventListener('drop', (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  show('');
  const form = formUnder(event);
  if (!form) return;
  const files = [], folders = [];
  for (const item of event.dataTransfer.items) {
    const file = item.kind === 'file' ? item.getAsFile() : null;
    if (file) (item.webkitGetAsEntry?.()?.isDirectory ? folders : files).push(file);
  }
  add(form, files, folders);
});
