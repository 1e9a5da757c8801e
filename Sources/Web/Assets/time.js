const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const units = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]];

function distance(moment) {
  const away = moment - Date.now();
  const [unit, size] = units.find(([, size]) => Math.abs(away) >= size) ?? units[2];
  return words.format(Math.round(away / size), unit);
}

export function tell(root = document) {
  for (const time of root.querySelectorAll('time[data-relative]')) {
    let note = time.nextElementSibling;
    if (!note?.matches('.relative')) {
      note = document.createElement('span');
      note.className = 'relative hint';
      time.after(' ', note);
    }
    note.textContent = `(${distance(Date.parse(time.dateTime))})`;
  }
}

tell();
setInterval(tell, 60_000);
