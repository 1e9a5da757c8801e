function outcome(request) {
  if (request.status === 201) return { kind: 'stored' };
  const said = [...(request.response?.querySelectorAll('main h1, main .lead') ?? [])].map((part) => part.textContent.trim());
  const words = said.join('. ') || 'It could not be stored.';
  const wait = Number(request.getResponseHeader('Retry-After'));
  if (wait) return { kind: 'later', words, wait };
  return { kind: 'refused', words };
}

// One try at sending a file. The server knows an upload by its key: sent again, it is the one file.
export function transfer(form, file, key, progress) {
  const request = new XMLHttpRequest();
  const done = new Promise((resolve) => {
    request.open('POST', form.dataset.upload);
    request.responseType = 'document';
    for (const [field, value] of [
      ['Content-Type', 'application/octet-stream'], ['X-File-Name', encodeURIComponent(file.name)],
      ['X-Form-Token', form.elements.namedItem('_token').value], ['Idempotency-Key', key],
    ]) request.setRequestHeader(field, value);
    request.upload.onprogress = (event) => progress(event.loaded);
    request.onload = () => resolve(outcome(request));
    request.onabort = () => resolve({ kind: 'cancelled' });
    request.onerror = () => resolve({ kind: 'lost' });
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}
