// The line of one file: its name, how far it is, what became of it and what can be done about it.
export function addRow(form, file) {
  const [item, words, bar, actions] = ['li', 'p', 'progress', 'p'].map((tag) => document.createElement(tag));
  bar.className = 'progress';
  bar.max = file.size || 1;
  bar.setAttribute('aria-label', `Upload of ${file.name}`);
  actions.className = 'actions';
  form.querySelector('[data-upload-list]').append(item);

  function button([label, action]) {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'btn btn-secondary btn-small';
    made.textContent = label;
    made.setAttribute('aria-label', `${label}: ${file.name}`);
    made.addEventListener('click', action);
    return made;
  }

  return {
    isOver: false,
    show(text, tone, ...buttons) {
      const hadFocus = item.contains(document.activeElement);
      words.textContent = text ? `${file.name}: ${text}` : file.name;
      words.className = `file-name ${tone}`;
      actions.replaceChildren(...buttons.map(button));
      item.replaceChildren(words, ...(text ? [] : [bar]), ...(buttons.length ? [actions] : []));
      if (hadFocus) (actions.querySelector('button') ?? form.querySelector('input[type=file]')).focus();
    },
    move(loaded) { bar.value = loaded; },
    item,
  };
}
