// XMLHttpRequest parses a page into an inert document without any of the sinks that Trusted Types guard.
export function fetchPage(path) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('GET', path);
    request.responseType = 'document';
    request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : reject(new Error('no page')));
    request.onerror = reject;
    request.send();
  });
}

// Puts the fetched regions in the place of those with the same id; open menus and the focus stay where they are.
export function swap(fetched, root = document) {
  for (const old of root.matches?.('[data-live]') ? [root] : root.querySelectorAll('[data-live]')) {
    const fresh = fetched.getElementById(old.id);
    if (!fresh) continue;
    const open = [...old.querySelectorAll('details[open][id]')].map((item) => item.id);
    const focused = old.contains(document.activeElement) ? document.activeElement.id : '';
    if (old.getAttribute('role') === 'status') {
      if (old.textContent !== fresh.textContent) old.replaceChildren(...document.importNode(fresh, true).childNodes);
      continue;
    }
    old.replaceWith(document.importNode(fresh, true));
    for (const id of open) document.getElementById(id)?.setAttribute('open', '');
    if (focused) document.getElementById(focused)?.focus();
  }
}
