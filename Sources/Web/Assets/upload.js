import { end, queue } from './queue.js';
import { fetchPage, swap } from './region.js';
import { addRow } from './row.js';

let rows = [], isRefreshing = false, isStale = false;

async function refresh() {
  isStale = true;
  if (isRefreshing) return;
  isRefreshing = true;
  try {
    while (isStale) {
      isStale = false;
      swap(await fetchPage(location.href), document.getElementById('files'));
    }
  } catch { /* The lines tell of each file. */ }
  isRefreshing = false;
}

export function add(form, files, folders = []) {
  for (const row of rows) if (row.isOver) row.item.remove();
  rows = rows.filter((row) => !row.isOver);
  const status = form.querySelector('[data-upload-status]');
  for (const file of [...folders, ...files]) {
    const row = addRow(form, file);
    const key = crypto.getRandomValues(new Uint32Array(4)).join('-');
    const tell = (words) => { status.textContent = `${file.name}: ${words}`; };
    const entry = { form, file, key, row, tell, refresh, tries: 0 };
    rows.push(row);
    if (folders.includes(file)) end(entry, 'It is a folder. Add the files in it.', 'field-error');
    else if (file.size > form.dataset.largest) end(entry, 'It is larger than a file can be.', 'field-error');
    else queue(entry);
  }
}

addEventListener('submit', (event) => {
  if (!event.target.matches('form[data-upload]')) return;
  const input = event.target.querySelector('input[type=file]');
  if (!input.files[0]) return;
  event.preventDefault();
  add(event.target, [...input.files]);
  input.value = '';
});
