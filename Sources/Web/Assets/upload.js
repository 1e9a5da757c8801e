import { fetchPage, swap } from './region.js';

function row(list, file) {
  const item = document.createElement('li');
  const name = document.createElement('span');
  const bar = document.createElement('progress');
  name.textContent = file.name;
  bar.className = 'progress';
  bar.max = file.size || 1;
  bar.setAttribute('aria-label', `Upload of ${file.name}`);
  item.append(name, bar);
  list.append(item);
  return { item, name, bar };
}

function send(form, file, shown) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', form.dataset.upload);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
    request.setRequestHeader('X-Form-Token', form.elements.namedItem('_token').value);
    request.upload.onprogress = (event) => { shown.bar.value = event.loaded; };
    request.onload = () => resolve(request.status < 400 ? '' : reason(request.status));
    request.onerror = () => resolve('The connection was lost. Choose the file again.');
    request.send(file);
  });
}

function reason(status) {
  if (status === 413) return 'The file is too large.';
  if (status === 415) return 'This type of file is not accepted.';
  if (status === 507) return 'There is no room to store it.';
  return 'It could not be stored. Choose the file again.';
}

addEventListener('submit', async (event) => {
  const form = event.target;
  if (!form.matches('form[data-upload]')) return;
  event.preventDefault();
  const list = form.querySelector('[data-upload-list]');
  const input = form.querySelector('input[type=file]');
  const button = form.querySelector('button');
  if (input.files.length === 0) return;
  button.disabled = true;
  list.replaceChildren();
  for (const file of [...input.files]) {
    const shown = row(list, file);
    const problem = await send(form, file, shown);
    shown.bar.remove();
    shown.name.textContent = problem ? `${file.name}: ${problem}` : `${file.name}: stored`;
    shown.name.className = problem ? 'field-error' : 'done';
  }
  input.value = '';
  button.disabled = false;
  try { swap(await fetchPage(location.href), document.getElementById('files')); } catch { location.reload(); }
});
