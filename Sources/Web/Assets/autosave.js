import { postForm } from './post.js';
import { swap } from './region.js';

const pause = 2000;
const again = 10_000;

// Saves a form two seconds after typing stops. One save at a time: a button that is pressed meanwhile waits for it.
function watch(form) {
  const told = document.getElementById('saved');
  let timer = 0, typed = 0, isBusy = false, isOver = false, pressed = null;

  function later(wait) {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(save, wait);
  }

  function tell(words, button) {
    told.replaceChildren(words);
    if (!button) return;
    const press = document.createElement('button');
    press.className = 'btn-text';
    press.name = 'then';
    press.value = 'save';
    press.setAttribute('form', form.id);
    press.textContent = button;
    told.append(' ', press);
  }

  function take({ status, page, url }) {
    const fresh = page.getElementById(form.id);
    if (!fresh) return stop('Not saved: your session has ended.', 'Sign in: what you typed is kept');
    if (status === 409) return stop('Not saved: somebody saved another text meanwhile.', 'Show both');
    if (status >= 400) return tell(`Not saved yet. ${page.querySelector('.error-summary li')?.textContent.trim() ?? ''}`);
    const isNew = !form.action.includes('?');
    form.action = fresh.getAttribute('action');
    if (isNew) {
      history.replaceState(null, '', url);
      swap(page);
    }
    told.replaceChildren(...document.importNode(page.getElementById('saved'), true).childNodes);
    return true;
  }

  function stop(words, button) {
    isOver = true;
    tell(words, button);
  }

  async function save() {
    if (isBusy || isOver) return;
    isBusy = true;
    const seen = typed;
    try {
      if (take(await postForm(form, 'autosave')) && seen === typed) form.dispatchEvent(new Event('saved'));
    } catch {
      tell('Not saved: the connection was lost. It is tried again.');
      later(again);
    }
    isBusy = false;
    if (pressed) form.requestSubmit(pressed);
    else if (seen !== typed) later(pause);
  }

  form.addEventListener('input', () => { typed += 1; later(pause); });
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    if (event.defaultPrevented) return;
    if (isBusy && !pressed) {
      event.preventDefault();
      pressed = event.submitter;
    }
  });
}

for (const form of document.querySelectorAll('form[data-autosave]')) watch(form);
