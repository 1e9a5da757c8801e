const section = document.getElementById('recipients');
const tools = document.getElementById('recipient-tools');
const boxes = [...section.querySelectorAll('input[name=recipient]')];

function tell() {
  const ticked = boxes.filter((box) => box.checked).length;
  document.getElementById('recipient-count').textContent = `${ticked} of ${boxes.length} people ticked`;
  for (const button of section.querySelectorAll('[data-all]')) {
    const free = shown(button);
    button.hidden = free.length < 2;
    button.textContent = free.every((box) => box.checked) ? button.dataset.none : button.dataset.all;
  }
}

function shown(button) {
  return [...button.closest('fieldset').querySelectorAll('input[name=recipient]')]
    .filter((box) => !box.disabled && !box.parentElement.hidden);
}

section.addEventListener('click', ({ target }) => {
  if (!target.matches('[data-all]')) return;
  const free = shown(target);
  const tick = !free.every((box) => box.checked);
  for (const box of free) box.checked = tick;
  tell();
});

section.addEventListener('change', tell);

const search = tools.querySelector('input');
search.addEventListener('input', () => {
  const words = search.value.toLocaleLowerCase().split(' ').filter(Boolean);
  for (const box of boxes) {
    const row = box.parentElement;
    const text = row.textContent.toLocaleLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
    if (words.length > 0 && !row.hidden) row.closest('details').open = true;
  }
  tell();
});
search.addEventListener('keydown', (event) => { if (event.key === 'Enter') event.preventDefault(); });

tools.hidden = false;
tell();
