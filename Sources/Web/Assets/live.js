import { fetchPage, swap } from './region.js';
import { tell } from './time.js';

const source = document.querySelector('[data-events]');
let waiting = false;

async function refresh() {
  if (waiting) return;
  waiting = true;
  try {
    swap(await fetchPage(location.href));
    tell();
  } catch {
    // The page stays as it is; its Refresh link works without us.
  }
  setTimeout(() => { waiting = false; }, 500);
}

if (source) {
  const events = new EventSource(source.dataset.events);
  let late = 0;
  events.onmessage = () => {
    refresh();
    clearTimeout(late);
    late = setTimeout(refresh, 700);
  };
  addEventListener('pagehide', () => events.close());
}
