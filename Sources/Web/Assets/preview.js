import { postForm } from './post.js';
import { swap } from './region.js';

addEventListener('change', async ({ target }) => {
  if (target.id !== 'group' || !document.getElementById('presets')) return;
  try {
    swap((await postForm(target.form, 'presets')).page, document.getElementById('presets'));
  } catch {
    // The button beside them does the same.
  }
});

addEventListener('click', async (event) => {
  const button = event.target.closest?.('button[data-preview]');
  if (!button || !event.isTrusted) return;
  event.preventDefault();
  try {
    const { status, page } = await postForm(button.form, 'preview');
    if (status !== 200) throw new Error('refused');
    swap(page, document.getElementById('preview'));
    document.getElementById('preview').scrollIntoView({ block: 'nearest' });
  } catch {
    button.form.requestSubmit(button);
  }
});
