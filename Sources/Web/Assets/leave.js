for (const form of document.querySelectorAll('form[data-leave]')) {
  let unsaved = form.dataset.leave === 'unsaved';
  form.addEventListener('input', () => { unsaved = true; });
  form.addEventListener('submit', () => { unsaved = false; });
  form.addEventListener('saved', () => { unsaved = false; });
  addEventListener('beforeunload', (event) => { if (unsaved) event.preventDefault(); });
}
