import { transfer } from './transfer.js';

const most = 3, tries = 6;
let waiting = [], active = 0, isLost = false, wake = () => {};

const pause = (wait) => new Promise((resolve) => { wake = resolve; setTimeout(resolve, wait); });

export function end(entry, words, tone = '', ...buttons) {
  entry.row.isOver = true;
  entry.row.show(words, tone, ...buttons);
  entry.tell(words);
}

function cancel(entry) {
  clearTimeout(entry.timer);
  waiting = waiting.filter((other) => other !== entry);
  if (entry.sending) entry.sending.cancel();
  else end(entry, 'cancelled');
}

function rest(entry, words, tone, ...buttons) {
  entry.row.show(words, tone, ...buttons, ['Cancel', () => cancel(entry)]);
}

// Sends files, three at a time. While there is no connection all wait for it.
export function queue(entry) {
  entry.row.isOver = false;
  rest(entry, 'waits for its turn', '');
  waiting.push(entry);
  next();
}

function next() {
  while (!isLost && active < most && waiting.length) start(waiting.shift());
}

async function start(entry) {
  active += 1;
  rest(entry, '', '');
  entry.sending = transfer(entry.form, entry.file, entry.key, entry.row.move);
  const { kind, words, wait } = await entry.sending.done;
  entry.sending = null;
  active -= 1;
  if (kind === 'stored') end(entry, 'added', 'done');
  if (kind === 'cancelled') end(entry, 'cancelled');
  if (kind === 'refused') stop(entry, words);
  if (kind === 'lost') lose(entry);
  if (kind === 'later') {
    rest(entry, `${words} It goes on by itself.`, '');
    entry.timer = setTimeout(queue, wait * 1000, entry);
  }
  if (kind === 'stored' || kind === 'cancelled') entry.refresh();
  next();
}

function stop(entry, words) {
  entry.tries = 0;
  end(entry, words, 'field-error', ['Try again', () => queue(entry)]);
}

async function lose(entry) {
  entry.tries += 1;
  if (entry.tries >= tries) return stop(entry, 'It could not be sent. Try again, or choose it anew.');
  const words = 'The connection was lost. It goes on by itself.';
  rest(entry, words, 'field-error', ['Try again', () => wake()]);
  entry.tell(words);
  waiting.unshift(entry);
  if (isLost) return;
  isLost = true;
  do await pause(1000 * 2 ** entry.tries);
  while (!(await fetch(import.meta.url, { cache: 'no-store' }).catch(() => null)));
  isLost = false;
  next();
}

addEventListener('online', () => wake());
addEventListener('beforeunload', (event) => { if (active || waiting.length) event.preventDefault(); });
