// Typed in, so that undo takes it back; where the browser does not know how, it is put in all the same.
function type(area, text) {
  area.focus();
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

function wrap(area, mark) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  type(area, mark + value.slice(start, end) + mark);
  area.setSelectionRange(start + mark.length, end + mark.length);
}

function begin(area, mark) {
  const start = area.value.lastIndexOf('\n', area.selectionStart - 1) + 1;
  const end = area.selectionEnd;
  const lines = area.value.slice(start, end).split('\n');
  const isMarked = lines.every((line) => line.startsWith(mark));
  const text = lines.map((line) => (isMarked ? line.slice(mark.length) : mark + line)).join('\n');
  area.setSelectionRange(start, end);
  type(area, text);
  area.setSelectionRange(start + (lines.length > 1 ? 0 : text.length), start + text.length);
}

function link(area, address) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const words = value.slice(start, end) || 'words';
  type(area, `[${words}](${address})`);
  const place = start + words.length + 3;
  area.setSelectionRange(place, place + address.length);
}

function press(button, area) {
  if (button.dataset.wrap) wrap(area, button.dataset.wrap);
  else if (button.dataset.line) begin(area, button.dataset.line);
  else link(area, button.dataset.link);
}

for (const bar of document.querySelectorAll('[data-editor]')) {
  const area = document.getElementById(bar.getAttribute('aria-controls'));
  const buttons = [...bar.querySelectorAll('button')];
  const choose = (chosen) => { for (const button of buttons) button.tabIndex = button === chosen ? 0 : -1; };
  bar.hidden = false;
  choose(buttons[0]);
  bar.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button) { choose(button); press(button, area); }
  });
  bar.addEventListener('keydown', (event) => {
    const here = buttons.indexOf(document.activeElement);
    const last = buttons.length - 1;
    const to = { ArrowRight: here === last ? 0 : here + 1, ArrowLeft: here === 0 ? last : here - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(buttons[to]);
    buttons[to].focus();
  });
}
